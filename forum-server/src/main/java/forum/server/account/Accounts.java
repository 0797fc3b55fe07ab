package forum.server.account;

import forum.protocol.UserName;
import forum.protocol.login.Verifier;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Everybody who is registered, in the order of registration. Owned by the command loop.
public final class Accounts {
  private final Map<UserName, Account> accounts = new LinkedHashMap<>();

  /// The account of that name.
  public Optional<Account> find(UserName name) {
    return Optional.ofNullable(accounts.get(name));
  }

  /// Adds a user.
  ///
  /// @return false when the name is taken, and nothing has changed
  public boolean register(UserName name, Verifier verifier) {
    return accounts.putIfAbsent(name, new Account(name, verifier, null)) == null;
  }

  /// Gives a registered user a new password.
  public void replace(UserName name, Verifier verifier) {
    accounts.computeIfPresent(
        name, (_, account) -> new Account(name, verifier, account.lastLogin()));
  }

  /// Remembers when and from where a registered user logged in.
  public void loggedIn(UserName name, Instant time, String address) {
    Account.LastLogin login = new Account.LastLogin(time, address);
    accounts.computeIfPresent(name, (_, account) -> new Account(name, account.verifier(), login));
  }

  /// All accounts as they are now, for another thread to keep.
  public List<Account> list() {
    return List.copyOf(accounts.values());
  }

  /// How many there are.
  public int size() {
    return accounts.size();
  }
}
