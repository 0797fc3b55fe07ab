package forum.client.line;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Text of several lines: `<<TAG` as the whole text of a command, the lines, and `TAG` alone on the
/// last one.
public final class Heredoc {
  private static final Pattern OPENING = Pattern.compile("<<([A-Za-z_][A-Za-z0-9_]*)[ \\t]*");

  private Heredoc() {}

  /// The tag a command still waits for.
  ///
  /// @param command its lines so far
  public static Optional<String> openTag(Syntax syntax, String command) {
    int end = command.indexOf('\n');
    String first = end < 0 ? command : command.substring(0, end);
    return CommandLine.of(first)
        .flatMap(line -> opening(syntax, line))
        .filter(tag -> end < 0 || !isClosed(command.substring(end + 1), tag));
  }

  private static Optional<String> opening(Syntax syntax, CommandLine line) {
    OptionalInt start = TextStart.in(syntax, line);
    Matcher opening = OPENING.matcher(line.line().substring(start.orElse(line.line().length())));
    return opening.matches() ? Optional.of(opening.group(1)) : Optional.empty();
  }

  private static boolean isClosed(String lines, String tag) {
    return lines.equals(tag) || lines.endsWith("\n" + tag);
  }

  /// What stands between the tags, or `text` itself when there are none.
  ///
  /// @throws Misuse when the closing tag is missing
  static String body(String text) throws Misuse {
    int end = text.indexOf('\n');
    Matcher opening = OPENING.matcher(end < 0 ? text : text.substring(0, end));
    if (!opening.matches()) {
      return text;
    }
    String tag = opening.group(1);
    String lines = end < 0 ? "" : text.substring(end + 1);
    if (!isClosed(lines, tag)) {
      throw new Misuse("the text that begins with <<" + tag + " needs a last line " + tag);
    }
    int length = lines.length() - tag.length();
    return lines.substring(0, Math.max(0, length - 1));
  }
}
