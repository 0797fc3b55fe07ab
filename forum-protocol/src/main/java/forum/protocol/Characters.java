package forum.protocol;

import java.nio.charset.StandardCharsets;

/// Which characters are what; the one door for names and for what reaches a terminal.
public final class Characters {
  private Characters() {}

  /// Whether `point` can move the cursor, end a line, turn the direction of writing or hide: the C0
  /// and C1 controls, the line separators, the bidirectional controls (UAX #9) and the other format
  /// characters of no visible form.
  public static boolean isUnsafe(int point) {
    return point < 0x7f ? point < ' ' : isUnsafeBeyondAscii(point);
  }

  private static boolean isUnsafeBeyondAscii(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      // Joiners shape letters and emoji and are harmless.
      case Character.FORMAT -> point != 0x200C && point != 0x200D && point < 0xE0000;
      default -> false;
    };
  }

  /// The name of a character in the forum's messages, `<U+001B>`.
  public static String named(int point) {
    return String.format("<U+%04X>", point);
  }

  /// Whether no character of `text` is unsafe.
  public static boolean isSafe(String text) {
    int point;
    for (int i = 0; i < text.length(); i += Character.charCount(point)) {
      point = text.codePointAt(i);
      if (isUnsafe(point)) {
        return false;
      }
    }
    return true;
  }

  /// `text` with every unsafe character shown by its name: safe for any terminal, log or error.
  public static String visible(String text) {
    if (isSafe(text)) {
      return text;
    }
    StringBuilder visible = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              if (isUnsafe(point)) {
                visible.append(named(point));
              } else {
                visible.appendCodePoint(point);
              }
            });
    return visible.toString();
  }

  static int utf8Length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /// Refuses what no name may contain.
  ///
  /// @throws InvalidValue naming the first character that is wrong
  static void requireName(String kind, String name, int pointsMax, int bytesMax) {
    if (name.isEmpty()) {
      throw new InvalidValue("a " + kind + " must not be empty");
    }
    int points = name.codePointCount(0, name.length());
    if (points > pointsMax) {
      throw new InvalidValue(
          "a " + kind + " has at most " + pointsMax + " characters, this one " + points);
    }
    int bytes = utf8Length(name);
    if (bytes > bytesMax) {
      throw new InvalidValue(
          "a " + kind + " has at most " + bytesMax + " bytes, this one " + bytes);
    }
    requireSafe(kind, name);
    char first = name.charAt(0);
    if (first == '.' || first == '-') {
      throw new InvalidValue("a " + kind + " must not begin with \"" + first + "\"");
    }
    if (!name.equals(name.strip())) {
      throw new InvalidValue("a " + kind + " must not begin or end with a blank");
    }
  }

  private static void requireSafe(String kind, String name) {
    int point;
    for (int i = 0; i < name.length(); i += Character.charCount(point)) {
      point = name.codePointAt(i);
      if (isUnsafe(point) || point == '/' || point == '\\') {
        String shown = isUnsafe(point) ? named(point) : Character.toString(point);
        throw new InvalidValue("a " + kind + " must not contain " + shown);
      }
    }
  }
}
