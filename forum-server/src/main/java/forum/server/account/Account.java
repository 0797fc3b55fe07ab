package forum.server.account;

import forum.protocol.Role;
import forum.protocol.UserName;
import forum.protocol.login.Verifier;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One registered user.
///
/// @param lastLogin null when there was none
/// @param locked whether nobody can log in as this user
public record Account(
    UserName name, Verifier verifier, @Nullable LastLogin lastLogin, Role role, boolean locked) {
  /// When and from where somebody logged in, as shown in the next greeting.
  public record LastLogin(Instant time, String address) {}

  /// A user as everybody begins.
  static Account fresh(UserName name, Verifier verifier) {
    return new Account(name, verifier, null, Role.USER, false);
  }

  Account with(Verifier other) {
    return new Account(name, other, lastLogin, role, locked);
  }

  Account with(LastLogin last) {
    return new Account(name, verifier, last, role, locked);
  }

  Account with(Role other) {
    return new Account(name, verifier, lastLogin, other, locked);
  }

  Account locked(boolean wanted) {
    return new Account(name, verifier, lastLogin, role, wanted);
  }
}
