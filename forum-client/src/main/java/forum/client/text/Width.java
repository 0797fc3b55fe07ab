package forum.client.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.utils.WCWidth;

/// How many columns of a terminal text takes. Only `WCWidth`, a table, is used of the terminal
/// library, and only when something is laid out for a screen.
public final class Width {
  private static final String DOTS = "...";

  /// What a reader takes for one character: a letter and its accents, an emoji of several parts.
  private static final Pattern CLUSTER = Pattern.compile("\\X");

  private Width() {}

  /// The columns `text` takes. Unsafe characters must have been made visible before.
  public static int of(String text) {
    return text.codePoints().map(point -> Math.max(0, WCWidth.wcwidth(point))).sum();
  }

  /// `text`, or its beginning and `...` when it is wider than `columns`. Never cuts between a
  /// letter and its accents.
  public static String cut(String text, int columns) {
    if (text.length() * 2 <= columns || of(text) <= columns) {
      return text;
    }
    StringBuilder cut = new StringBuilder();
    int room = columns - DOTS.length();
    Matcher clusters = CLUSTER.matcher(text);
    while (clusters.find()) {
      room -= of(clusters.group());
      if (room < 0) {
        break;
      }
      cut.append(clusters.group());
    }
    return cut.append(DOTS).toString();
  }

  /// `text` followed by blanks up to `columns`.
  public static String padded(String text, int columns) {
    return text + " ".repeat(Math.max(0, columns - of(text)));
  }

  /// `text` preceded by blanks up to `columns`.
  public static String right(String text, int columns) {
    return " ".repeat(Math.max(0, columns - of(text))) + text;
  }
}
