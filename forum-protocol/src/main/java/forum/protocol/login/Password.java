package forum.protocol.login;

import forum.protocol.Characters;
import forum.protocol.InvalidValue;
import forum.protocol.Limits;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/// A password, prepared so that all keyboards and systems make the same bytes of it.
///
/// SASLprep (RFC 4013): blanks of every kind become the ASCII blank, invisible joiners vanish, the
/// rest is brought to normal form KC; controls, invisible, unassigned and private characters are
/// refused. Unlike there, characters younger than Unicode 3.2 are welcome (emoji), and directions
/// of writing may be mixed. ASCII stays as it is.
///
/// Never shown by [#toString].
public final class Password {
  private static final int SHORT_POINTS = 8;
  private final String prepared;
  private final boolean isShort;

  private Password(String prepared, boolean isShort) {
    this.prepared = prepared;
    this.isShort = isShort;
  }

  /// Takes what was typed.
  ///
  /// @throws InvalidValue when it cannot be a password; the sentence does not show it
  public static Password of(String typed) {
    int points = typed.codePointCount(0, typed.length());
    if (points > Limits.PASSWORD_CHARACTERS) {
      throw new InvalidValue(
          "a password has at most "
              + Limits.PASSWORD_CHARACTERS
              + " characters, this one "
              + points);
    }
    String prepared = Normalizer.normalize(mapped(typed), Normalizer.Form.NFKC);
    if (prepared.isEmpty()) {
      throw new InvalidValue("a password must not be empty");
    }
    if (prepared.codePoints().anyMatch(Password::isRefused)) {
      throw new InvalidValue("a password must not contain controls or invisible characters");
    }
    return new Password(prepared, points < SHORT_POINTS);
  }

  private static String mapped(String typed) {
    StringBuilder mapped = new StringBuilder();
    typed
        .codePoints()
        .filter(point -> !isNothing(point))
        .map(point -> Character.getType(point) == Character.SPACE_SEPARATOR ? ' ' : point)
        .forEach(mapped::appendCodePoint);
    return mapped.toString();
  }

  /// RFC 3454, table B.1.
  private static boolean isNothing(int point) {
    return switch (point) {
      case 0x00AD, 0x034F, 0x1806, 0x2060, 0xFEFF -> true;
      default ->
          (point >= 0x180B && point <= 0x180D)
              || (point >= 0x200B && point <= 0x200D)
              || (point >= 0xFE00 && point <= 0xFE0F);
    };
  }

  private static boolean isRefused(int point) {
    boolean isReplacement = point >= 0xFFF9 && point <= 0xFFFD;
    return switch (Character.getType(point)) {
      case Character.FORMAT, Character.UNASSIGNED, Character.PRIVATE_USE -> true;
      default -> isReplacement || Characters.isUnsafe(point);
    };
  }

  /// Whether it has fewer than 8 characters: accepted, but worth a word of advice where a new one
  /// is chosen.
  public boolean isShort() {
    return isShort;
  }

  byte[] bytes() {
    return prepared.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "(a password)";
  }
}
