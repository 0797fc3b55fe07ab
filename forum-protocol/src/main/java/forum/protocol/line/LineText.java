package forum.protocol.line;

import forum.protocol.Characters;
import java.util.Locale;

/// The text of a message as part of a line. Harmless text stays as it is, backslashes included, so
/// that any tool sees what was typed; other text is escaped as a whole, and its line says so.
final class LineText {
  private LineText() {}

  /// Whether `text` can stand in a line as it is.
  static boolean isHarmless(String text) {
    return Characters.isSafe(text);
  }

  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(point -> escape(escaped, point));
    return escaped.toString();
  }

  private static void escape(StringBuilder escaped, int point) {
    switch (point) {
      case '\n' -> escaped.append("\\n");
      case '\r' -> escaped.append("\\r");
      case '\t' -> escaped.append("\\t");
      case '\\' -> escaped.append("\\\\");
      default -> {
        if (Characters.isUnsafe(point)) {
          escaped
              .append("\\u{")
              .append(Integer.toHexString(point).toUpperCase(Locale.ROOT))
              .append('}');
        } else {
          escaped.appendCodePoint(point);
        }
      }
    }
  }

  static String unescaped(String escaped) throws MalformedLine {
    StringBuilder text = new StringBuilder(escaped.length());
    int done = 0;
    for (int i = escaped.indexOf('\\'); i >= 0; i = escaped.indexOf('\\', done)) {
      text.append(escaped, done, i);
      done = unescape(escaped, i + 1, text);
    }
    return text.append(escaped, done, escaped.length()).toString();
  }

  /// Reads what follows a backslash, from `at` on.
  ///
  /// @return where it ends
  private static int unescape(String escaped, int at, StringBuilder text) throws MalformedLine {
    switch (at < escaped.length() ? escaped.charAt(at) : ' ') {
      case 'n' -> text.append('\n');
      case 'r' -> text.append('\r');
      case 't' -> text.append('\t');
      case '\\' -> text.append('\\');
      case 'u' -> {
        int end = escaped.indexOf('}', at);
        text.appendCodePoint(point(escaped, at + 1, end));
        return end + 1;
      }
      default -> throw new MalformedLine("a backslash that escapes nothing");
    }
    return at + 1;
  }

  /// The character written `{1B}` between `from` and `end`.
  private static int point(String escaped, int from, int end) throws MalformedLine {
    if (end - from < 2 || end - from > 7 || escaped.charAt(from) != '{') {
      throw new MalformedLine("\\u without one to six digits in braces");
    }
    String digits = escaped.substring(from + 1, end);
    int point = Fields.number(digits, 16).intValue();
    if (!Character.isValidCodePoint(point)) {
      throw new MalformedLine("\\u{" + digits + "} is no character");
    }
    return point;
  }
}
