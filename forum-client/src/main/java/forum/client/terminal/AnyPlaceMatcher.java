package forum.client.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jline.reader.Candidate;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.CompletionMatcher;
import org.jline.reader.LineReader;
import org.jspecify.annotations.Nullable;

/// Matches what is typed in any place of a candidate and in any case, and never guesses at slips.
/// The terminal library's own matcher would hide inner matches as soon as there is one in front.
final class AnyPlaceMatcher implements CompletionMatcher {
  private String wanted = "";
  private List<Candidate> matching = List.of();

  @Override
  public void compile(
      Map<LineReader.Option, Boolean> options,
      boolean prefix,
      CompletingParsedLine line,
      boolean caseInsensitive,
      int errors,
      String originalGroupName) {
    wanted = line.word().toLowerCase(Locale.ROOT);
  }

  @Override
  public List<Candidate> matches(List<Candidate> candidates) {
    matching = candidates.stream().filter(c -> Candidates.fits(c.value(), wanted)).toList();
    return new ArrayList<>(matching); // the library sorts it
  }

  @Override
  public @Nullable Candidate exactMatch() {
    return matching.stream()
        .filter(candidate -> candidate.value().equalsIgnoreCase(wanted))
        .findFirst()
        .orElse(null);
  }

  @Override
  public String getCommonPrefix() {
    String common = matching.isEmpty() ? "" : matching.getFirst().value();
    for (Candidate candidate : matching) {
      int length = 0;
      int limit = Math.min(common.length(), candidate.value().length());
      while (length < limit && common.charAt(length) == candidate.value().charAt(length)) {
        length++;
      }
      common = common.substring(0, length);
    }
    return common;
  }
}
