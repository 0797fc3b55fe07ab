package forum.server.account;

import forum.protocol.InvalidValue;
import forum.protocol.login.Password;
import forum.protocol.login.Verifier;

/// The second word of a line of `credentials.txt`.
sealed interface Credential {
  /// A password as the classic forum wrote it, and as people write it by hand.
  record Clear(Password password) implements Credential {}

  /// What this server makes of it.
  record Hashed(Verifier verifier) implements Credential {}

  /// Reads the word. What begins as a verifier is one or is broken; it is never taken for a
  /// password, for then a damaged file would change passwords.
  ///
  /// @throws InvalidValue when it is neither; the sentence does not show it
  static Credential of(String word) {
    return word.startsWith("$scram-")
        ? new Hashed(Verifier.ofText(word))
        : new Clear(Password.of(word));
  }
}
