package forum.protocol.login;

import forum.machine.Chance;
import forum.protocol.InvalidValue;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/// What somebody shows who registers by invitation: 16 letters and digits in groups of four, 80
/// random bits. The server keeps their SHA-256. Small letters, missing dashes, and O, I and L for 0
/// and 1 do no harm.
///
/// Never shown by [#toString].
public final class InvitationCode {
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int LETTERS = 16;
  private static final Pattern WORD = Pattern.compile("[" + ALPHABET + "]{" + LETTERS + "}");

  private final String letters;

  private InvitationCode(String letters) {
    this.letters = letters;
  }

  /// A new one.
  public static InvitationCode random(Chance chance) {
    StringBuilder letters = new StringBuilder();
    for (byte random : chance.bytes(LETTERS)) {
      letters.append(ALPHABET.charAt(random & 31));
    }
    return new InvitationCode(letters.toString());
  }

  /// Reads what somebody typed.
  ///
  /// @throws InvalidValue when it is none; the sentence does not show it
  public static InvitationCode of(String typed) {
    String letters =
        typed
            .toUpperCase(Locale.ROOT)
            .replaceAll("[\\s-]", "")
            .replace('O', '0')
            .replace('I', '1')
            .replace('L', '1');
    if (!WORD.matcher(letters).matches()) {
      throw new InvalidValue("an invitation has 16 letters and digits, XXXX-XXXX-XXXX-XXXX");
    }
    return new InvitationCode(letters);
  }

  /// The code as it is passed on.
  public String text() {
    return String.join(
        "-",
        letters.substring(0, 4),
        letters.substring(4, 8),
        letters.substring(8, 12),
        letters.substring(12));
  }

  /// What the server keeps of it: SHA-256, hexadecimal.
  public String digest() {
    return HexFormat.of().formatHex(Hmac.sha256(letters.getBytes(StandardCharsets.US_ASCII)));
  }

  @Override
  public String toString() {
    return "(an invitation)";
  }
}
