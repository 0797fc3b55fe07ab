package forum.protocol.login;

import forum.machine.Chance;
import forum.protocol.InvalidValue;
import java.util.Base64;

/// A random word that makes a login unlike any other. Both ends add theirs.
public final class Nonce {
  /// 144 random bits are 24 letters, without padding.
  private static final int RANDOM_BYTES = 18;

  private static final int LETTERS_MIN = 16;
  private static final int LETTERS_MAX = 64;

  private Nonce() {}

  /// A new one.
  public static String random(Chance chance) {
    return Base64.getUrlEncoder().encodeToString(chance.bytes(RANDOM_BYTES));
  }

  /// Refuses a client's nonce that is not what RFC 5802 allows, or too short to be random.
  ///
  /// @throws InvalidValue then
  public static void require(String nonce) {
    if (nonce.length() < LETTERS_MIN || nonce.length() > LETTERS_MAX) {
      throw new InvalidValue(
          "nonce of %d letters, expected %d to %d"
              .formatted(nonce.length(), LETTERS_MIN, LETTERS_MAX));
    }
    if (!nonce.chars().allMatch(c -> c > ' ' && c < 0x7f && c != ',')) {
      throw new InvalidValue("a nonce has visible ASCII characters and no comma");
    }
  }
}
