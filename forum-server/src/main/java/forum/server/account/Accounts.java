package forum.server.account;

import forum.protocol.InvalidValue;
import forum.protocol.Role;
import forum.protocol.UserName;
import forum.protocol.login.Verifier;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Everybody who is registered, in the order of registration. Owned by the command loop.
public final class Accounts {
  private final Map<UserName, Account> accounts = new LinkedHashMap<>();
  private final Set<UserName> retired = new LinkedHashSet<>();
  private final Map<UserName, Set<Verifier>> former = new HashMap<>();
  private byte @Nullable [] decoySecret;
  private long version;

  /// The account of that name.
  public Optional<Account> find(UserName name) {
    return Optional.ofNullable(accounts.get(name));
  }

  /// What a user may do.
  public Role role(UserName name) {
    Account account = accounts.get(name);
    return account == null ? Role.USER : account.role();
  }

  /// Whether somebody had the name whose account is gone: nobody is to speak in that name again,
  /// unless the operator says so.
  public boolean isRetired(UserName name) {
    return retired.contains(name);
  }

  /// The names of accounts that are gone.
  public Collection<UserName> retired() {
    return Collections.unmodifiableCollection(retired);
  }

  /// The secret from which challenges for names are made that nobody has; null when none was needed
  /// so far.
  public byte @Nullable [] decoySecret() {
    return decoySecret == null ? null : decoySecret.clone();
  }

  /// This is the secret from now on, hexadecimal.
  ///
  /// @throws InvalidValue when it is not
  public void keepDecoySecret(String secret) {
    try {
      decoySecret = HexFormat.of().parseHex(secret);
    } catch (IllegalArgumentException e) {
      throw new InvalidValue("a secret that is not hexadecimal");
    }
  }

  /// A user has this verifier from now on.
  public void register(UserName name, Verifier verifier) {
    Account known = accounts.get(name);
    if (known != null) {
      keepFormer(known);
    }
    accounts.put(name, known == null ? Account.fresh(name, verifier) : known.with(verifier));
    retired.remove(name);
    version++;
  }

  /// A user has this role from now on.
  public void give(UserName name, Role role) {
    change(name, account -> account.with(role));
  }

  /// Nobody can log in as this user any more, or the user can again.
  public void lock(UserName name, boolean locked) {
    change(name, account -> account.locked(locked));
  }

  /// The account is gone.
  public void remove(UserName name) {
    Account known = accounts.remove(name);
    if (known != null) {
      keepFormer(known);
      retire(name);
    }
  }

  /// Rebuilds from a checkpoint that an account is gone.
  public void retire(UserName name) {
    retired.add(name);
    version++;
  }

  private void change(UserName name, UnaryOperator<Account> changed) {
    accounts.computeIfPresent(name, (_, account) -> changed.apply(account));
    version++;
  }

  private void keepFormer(Account account) {
    former.computeIfAbsent(account.name(), _ -> new HashSet<>()).add(account.verifier());
  }

  /// Whether `verifier` was the user's, before a change that `credentials.txt` may not show yet:
  /// then nobody has written it there by hand.
  boolean isFormer(UserName name, Verifier verifier) {
    return former.getOrDefault(name, Set.of()).contains(verifier);
  }

  /// `credentials.txt` shows the accounts as they are.
  public void shown() {
    former.clear();
  }

  /// Remembers when and from where a registered user logged in.
  public void loggedIn(UserName name, Instant time, String address) {
    Account.LastLogin login = new Account.LastLogin(time, address);
    accounts.computeIfPresent(name, (_, account) -> account.with(login));
  }

  /// All accounts as they are now, for another thread to keep.
  public List<Account> list() {
    return List.copyOf(accounts.values());
  }

  /// How many there are.
  public int size() {
    return accounts.size();
  }

  /// Grows with every change that `credentials.txt` shows.
  public long version() {
    return version;
  }
}
