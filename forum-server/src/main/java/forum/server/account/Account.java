package forum.server.account;

import forum.protocol.UserName;
import forum.protocol.login.Verifier;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One registered user.
///
/// @param lastLogin null when there was none
public record Account(UserName name, Verifier verifier, @Nullable LastLogin lastLogin) {
  /// When and from where somebody logged in, as shown in the next greeting.
  public record LastLogin(Instant time, String address) {}
}
