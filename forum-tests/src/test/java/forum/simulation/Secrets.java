package forum.simulation;

import forum.protocol.login.Password;
import forum.protocol.login.Verifier;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What visitors have really proven, by their proofs: the server only sees those.
final class Secrets {
  private record Pair(String verifier, String password) {}

  private final Map<String, String> passwords = new HashMap<>();
  private final Map<String, String> tokens = new HashMap<>();
  private final Map<Pair, Boolean> known = new HashMap<>();

  /// The proof was made with this password.
  void passwordProven(String proof, String password) {
    passwords.put(proof, password);
  }

  /// The proof was made with the token of this SHA-256.
  void tokenProven(String proof, String sha256) {
    tokens.put(proof, sha256);
  }

  /// The SHA-256 of the token that a proof was made with; null when it was a password.
  @Nullable String token(String proof) {
    return tokens.get(proof);
  }

  /// Whether the password that a proof was made with is that of `verifier`.
  boolean isRight(String proof, @Nullable String verifier) {
    String password = passwords.get(proof);
    Violation.unless(password != null, "nobody has made the proof %s", proof);
    return verifier != null
        && known.computeIfAbsent(
            new Pair(verifier, password),
            pair -> Verifier.ofText(pair.verifier()).isOf(Password.of(pair.password())));
  }
}
