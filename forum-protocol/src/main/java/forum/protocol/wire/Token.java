package forum.protocol.wire;

import forum.protocol.InvalidValue;
import java.util.HexFormat;

/// The 16 bytes that name a session on the wire. Whoever has them in the clear may act for it, so
/// they are never logged whole.
public record Token(long high, long low) {
  /// Length in bytes.
  public static final int BYTES = 16;

  /// The token of who has no session yet.
  public static final Token NONE = new Token(0, 0);

  /// Reads 32 hexadecimal digits.
  ///
  /// @throws InvalidValue when `hex` is anything else
  public static Token ofHex(String hex) {
    if (hex.length() != 2 * BYTES
        || !hex.chars().allMatch(c -> HexFormat.isHexDigit(c) && !Character.isUpperCase(c))) {
      throw new InvalidValue(
          "a token of " + hex.length() + " characters, expected 32 digits in lower case");
    }
    return new Token(
        HexFormat.fromHexDigitsToLong(hex, 0, 16), HexFormat.fromHexDigitsToLong(hex, 16, 32));
  }

  /// The whole token as 32 hexadecimal digits.
  public String hex() {
    return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
  }

  /// Enough of it to tell sessions apart in a log.
  @Override
  public String toString() {
    return HexFormat.of().toHexDigits(high).substring(0, 8) + "…";
  }
}
