package forum.protocol.login;

/// The secret from which both ends derive their keys (RFC 5802, section 3, `SaltedPassword`). Only
/// the client has it, and only while it logs in.
final class SaltedPassword {
  private final Hmac hmac;

  private SaltedPassword(Hmac hmac) {
    this.hmac = hmac;
  }

  static SaltedPassword of(Password password, byte[] salt, int rounds) {
    return new SaltedPassword(new Hmac(new Hmac(password.bytes()).iterated(salt, rounds)));
  }

  byte[] clientKey() {
    return hmac.of("Client Key");
  }

  byte[] serverKey() {
    return hmac.of("Server Key");
  }

  Verifier verifier(byte[] salt, int rounds) {
    return new Verifier(salt, rounds, Hmac.sha256(clientKey()), serverKey());
  }
}
