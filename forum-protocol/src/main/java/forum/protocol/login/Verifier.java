package forum.protocol.login;

import forum.protocol.InvalidValue;
import forum.protocol.Limits;
import forum.protocol.Request;
import forum.protocol.UserName;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a server keeps of a password (RFC 5802, section 3). Whoever reads it can try passwords, at
/// [#rounds] hashes each, but cannot log in with it. So it stays out of logs and of [#toString].
///
/// @param salt random, of this verifier alone
/// @param rounds how often the derivation hashes
/// @param storedKey recognises the client
/// @param serverKey proves the server
public record Verifier(byte[] salt, int rounds, byte[] storedKey, byte[] serverKey) {
  /// Length of the salt of a new verifier, in bytes.
  public static final int SALT_BYTES = 16;

  private static final Pattern TEXT =
      Pattern.compile(
          "\\$scram-sha-256\\$i=([1-9][0-9]{0,8})\\$([^$\\s]+)\\$([^$\\s]+)\\$([^$\\s]+)");

  /// @throws InvalidValue when a length or the number of rounds is out of bounds
  public Verifier {
    requireWork(salt, rounds);
    requireKey(storedKey);
    requireKey(serverKey);
  }

  static void requireWork(byte[] salt, int rounds) {
    if (salt.length < Limits.SALT_BYTES_MIN || salt.length > Limits.SALT_BYTES_MAX) {
      throw new InvalidValue(
          "salt of %d bytes, expected %d to %d"
              .formatted(salt.length, Limits.SALT_BYTES_MIN, Limits.SALT_BYTES_MAX));
    }
    if (rounds < Limits.PASSWORD_ROUNDS_MIN || rounds > Limits.PASSWORD_ROUNDS_MAX) {
      throw new InvalidValue(
          "%d rounds, expected %d to %d"
              .formatted(rounds, Limits.PASSWORD_ROUNDS_MIN, Limits.PASSWORD_ROUNDS_MAX));
    }
  }

  private static void requireKey(byte[] key) {
    if (key.length != Hmac.BYTES) {
      throw new InvalidValue("key of " + key.length + " bytes, expected " + Hmac.BYTES);
    }
  }

  /// The verifier of `password`. Takes as long as `rounds` demand: 0.1 to 0.4 s for
  /// [Limits#PASSWORD_ROUNDS].
  public static Verifier of(Password password, byte[] salt, int rounds) {
    return SaltedPassword.of(password, salt, rounds).verifier(salt, rounds);
  }

  /// A verifier that no password opens, always the same for the same name: it answers who asks for
  /// a name that does not exist where that must not show.
  public static Verifier decoy(byte[] secret, UserName user, int rounds) {
    Hmac hmac = new Hmac(secret);
    byte[] salt = Arrays.copyOf(hmac.of("salt " + user), SALT_BYTES);
    return new Verifier(salt, rounds, hmac.of("stored " + user), hmac.of("server " + user));
  }

  /// Whether this is the verifier of `password`. Takes as long as [#of].
  public boolean isOf(Password password) {
    return equals(of(password, salt, rounds));
  }

  /// Reads what [#text] wrote.
  ///
  /// @throws InvalidValue when it is anything else
  public static Verifier ofText(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new InvalidValue("not $scram-sha-256$i=ROUNDS$SALT$KEY$KEY");
    }
    return new Verifier(
        decoded(parts.group(2)),
        Integer.parseInt(parts.group(1)),
        decoded(parts.group(3)),
        decoded(parts.group(4)));
  }

  /// The verifier as one word: `$scram-sha-256$i=600000$salt$storedKey$serverKey`.
  public String text() {
    return "$scram-sha-256$i=%d$%s$%s$%s"
        .formatted(rounds, encoded(salt), encoded(storedKey), encoded(serverKey));
  }

  /// Reads what a client has made.
  ///
  /// @param roundsMin the least work it is to cost who tries passwords
  /// @throws InvalidValue when it costs less, or is malformed
  public static Verifier of(Request.NewVerifier given, int roundsMin) {
    if (given.i() < roundsMin) {
      throw new InvalidValue("%d rounds, expected %d".formatted(given.i(), roundsMin));
    }
    return new Verifier(
        decoded(given.salt()), given.i(), decoded(given.storedKey()), decoded(given.serverKey()));
  }

  /// The verifier as a client sends it.
  Request.NewVerifier given() {
    return new Request.NewVerifier(encoded(salt), rounds, encoded(storedKey), encoded(serverKey));
  }

  static String encoded(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  static byte[] decoded(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidValue("not base64");
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Verifier(byte[] itsSalt, int itsRounds, byte[] stored, byte[] server)
        && rounds == itsRounds
        && Arrays.equals(salt, itsSalt)
        && MessageDigest.isEqual(storedKey, stored)
        && MessageDigest.isEqual(serverKey, server);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(salt);
  }

  @Override
  public String toString() {
    return "(a verifier of " + rounds + " rounds)";
  }
}
