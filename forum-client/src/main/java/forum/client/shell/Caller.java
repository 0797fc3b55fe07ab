package forum.client.shell;

import forum.protocol.login.AccessToken;
import forum.protocol.login.Password;
import java.util.Optional;

/// As whom to log in, as far as options say it.
///
/// @param user empty to ask
/// @param password to try first
/// @param token to log in with in the place of both
/// @param invitation the code of one, to try first
/// @param takeover whether a session that is on-line elsewhere is ended
public record Caller(
    String user,
    Optional<Password> password,
    Optional<AccessToken> token,
    Optional<String> invitation,
    boolean takeover) {
  /// Without a token.
  public Caller(String user, Optional<Password> password, boolean takeover) {
    this(user, password, Optional.empty(), Optional.empty(), takeover);
  }
}
