package forum.protocol.login;

import forum.machine.Chance;
import forum.protocol.InvalidValue;
import forum.protocol.UserName;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a script logs in with in the place of a password: 32 random bytes, made by the client. The
/// server keeps their SHA-256; they themselves never travel. In the login they are what the client
/// key is for a password, so that nothing has to be derived.
///
/// Never shown by [#toString].
public final class AccessToken {
  private static final int BYTES = 32;
  private static final Pattern TEXT = Pattern.compile("(\\S+):ft_([A-Za-z0-9_-]{43})");

  private final UserName user;
  private final byte[] secret;

  private AccessToken(UserName user, byte[] secret) {
    this.user = user;
    this.secret = secret;
  }

  /// A new one.
  public static AccessToken random(UserName user, Chance chance) {
    return new AccessToken(user, chance.bytes(BYTES));
  }

  /// Reads what [#text] wrote.
  ///
  /// @throws InvalidValue when it is none; the sentence does not show it
  public static AccessToken of(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new InvalidValue("a token looks like USER:ft_ and 43 letters and digits");
    }
    try {
      byte[] secret = Base64.getUrlDecoder().decode(parts.group(2));
      return new AccessToken(new UserName(parts.group(1)), secret);
    } catch (IllegalArgumentException e) {
      throw new InvalidValue("the token is damaged");
    }
  }

  /// Whose it is.
  public UserName user() {
    return user;
  }

  /// The token as one word, to be kept like a password.
  public String text() {
    return user + ":ft_" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }

  /// What the server keeps of it: SHA-256, hexadecimal.
  public String digest() {
    return HexFormat.of().formatHex(Hmac.sha256(secret));
  }

  byte[] clientKey() {
    return secret.clone();
  }

  @Override
  public String toString() {
    return "(a token)";
  }
}
