package forum.protocol.seal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.regex.Pattern;

/// What names a server's key to people: the SHA-256 of the key (its `SubjectPublicKeyInfo`), as SSH
/// writes it.
///
/// @param text `SHA256:` and 43 characters of base64
public record Fingerprint(String text) {
  private static final Pattern FORM = Pattern.compile("SHA256:[A-Za-z0-9+/]{43}");

  /// Takes one that is written.
  ///
  /// @throws IllegalArgumentException when it has another form
  public Fingerprint {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no fingerprint; one is SHA256: and 43 characters of base64");
    }
  }

  /// The fingerprint of a key.
  public static Fingerprint of(PublicKey key) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
      return new Fingerprint(
          "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
