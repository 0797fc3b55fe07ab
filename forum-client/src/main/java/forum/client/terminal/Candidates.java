package forum.client.terminal;

import forum.client.line.CompletionPoint;
import forum.client.line.Quoting;
import forum.client.text.Width;
import forum.protocol.Characters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jline.reader.Candidate;

/// Lays suggestions out for the terminal library: one in a row, value and preview, in our order.
final class Candidates {
  private static final int VALUE_COLUMNS_MAX = 30;

  private Candidates() {}

  /// Those that contain what is typed, in any place and any case.
  static List<Candidate> of(List<Suggestion> suggestions, String typed, int columns) {
    String wanted = typed.toLowerCase(Locale.ROOT);
    List<Suggestion> fitting =
        suggestions.stream().filter(suggestion -> fits(suggestion.value(), wanted)).toList();
    int width = fitting.stream().mapToInt(s -> Width.of(s.value())).max().orElse(0);
    List<Candidate> candidates = new ArrayList<>();
    for (Suggestion suggestion : fitting) {
      String shown = shown(suggestion, Math.min(width, VALUE_COLUMNS_MAX), columns);
      candidates.add(candidate(suggestion, shown, candidates.size() + 1));
    }
    return candidates;
  }

  /// What has no value is a remark and always fits; it is shown and never typed.
  static boolean fits(String value, String wanted) {
    return value.isEmpty() || value.toLowerCase(Locale.ROOT).contains(wanted);
  }

  private static Candidate candidate(Suggestion suggestion, String shown, int place) {
    return new Candidate(
        suggestion.value(), shown, null, null, null, null, suggestion.complete(), place);
  }

  /// More than half the screen wide, so that the library does not put two beside each other.
  private static String shown(Suggestion suggestion, int valueColumns, int columns) {
    String value = Width.padded(Characters.visible(suggestion.value()), valueColumns);
    String row = value + "  " + Characters.visible(suggestion.preview());
    return Width.padded(Width.cut(row, columns - 1), columns / 2 + 1);
  }

  /// A candidate as it has to stand in the line. The library also asks for what is typed so far, to
  /// know what to take back, and that may be nothing at all.
  static String written(String value, CompletionPoint point, boolean complete) {
    if (!(point instanceof CompletionPoint.Word word)) {
      return value;
    }
    String quoted = Quoting.quoted(value);
    boolean needsQuotes = word.quoted() || !(value.isEmpty() || quoted.equals(value));
    if (!needsQuotes) {
      return value;
    }
    String open = '"' + Quoting.escaped(value);
    return complete ? open + '"' : open;
  }
}
