package forum.simulation;

import forum.protocol.Role;
import forum.protocol.Scope;
import forum.protocol.UserName;
import forum.server.model.Event;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The people as the [Model] has them: who is registered, what each may do, who is kept out, and
/// what scripts log in with. Forgets nothing that is over: time only decides when it is asked.
final class People {
  /// Somebody is kept out.
  ///
  /// @param until when it ends; null when it does not end by itself
  record Ban(
      String subject, String by, Instant since, @Nullable Instant until, @Nullable String reason) {
    boolean holds(Instant now) {
      return until == null || now.isBefore(until);
    }
  }

  /// A token.
  ///
  /// @param id lsn of the entry that made it
  record Key(
      long id,
      UserName user,
      String name,
      Scope scope,
      String sha256,
      Instant created,
      Instant expires,
      boolean revoked) {
    boolean opens(Instant now) {
      return !revoked && now.isBefore(expires);
    }

    private Key withoutUse() {
      return new Key(id, user, name, scope, sha256, created, expires, true);
    }
  }

  private final Map<UserName, String> verifiers = new HashMap<>();
  private final Map<UserName, Role> roles = new HashMap<>();
  private final Map<String, Ban> bans = new LinkedHashMap<>();
  private final Map<Long, Key> keys = new LinkedHashMap<>();

  @Nullable String verifier(UserName user) {
    return verifiers.get(user);
  }

  Map<UserName, String> verifiers() {
    return verifiers;
  }

  Role role(UserName user) {
    return roles.getOrDefault(user, Role.USER);
  }

  /// The last ban of a user or an address, over or not.
  @Nullable Ban ban(String subject) {
    return bans.get(subject);
  }

  boolean isBanned(String subject, Instant now) {
    Ban ban = bans.get(subject);
    return ban != null && ban.holds(now);
  }

  Map<String, Ban> bans() {
    return bans;
  }

  @Nullable Key key(long id) {
    return keys.get(id);
  }

  Collection<Key> keys() {
    return keys.values();
  }

  /// Those of a user that open something.
  Stream<Key> keys(UserName user, Instant now) {
    return keys.values().stream().filter(key -> key.user().equals(user) && key.opens(now));
  }

  /// The times at which something ends by itself.
  Stream<Instant> ends() {
    return Stream.concat(
        bans.values().stream().map(Ban::until).filter(until -> until != null),
        keys.values().stream().map(Key::expires));
  }

  void registered(Event.Registered event) {
    Violation.unless(
        verifiers.put(event.user(), event.verifier()) == null,
        "%s was registered twice",
        event.user());
  }

  /// Takes what entry number `lsn` says.
  void happen(long lsn, Instant at, Event.OfPeople event) {
    switch (event) {
      case Event.RoleGiven(UserName user, String role) -> roles.put(known(user), Role.of(role));
      case Event.PasswordChanged(UserName user, String verifier, _) ->
          verifiers.put(known(user), verifier);
      case Event.Banned(String subject, Long until, String by, String reason) ->
          bans.put(
              subject,
              new Ban(subject, by, at, until == null ? null : Instant.ofEpochMilli(until), reason));
      case Event.Unbanned(String subject) ->
          Violation.unless(bans.remove(subject) != null, "%s was let in and not out", subject);
      case Event.TokenCreated(UserName user, String name, String scope, long until, String sha) ->
          keys.put(
              lsn,
              new Key(
                  lsn,
                  known(user),
                  name,
                  Scope.of(scope),
                  sha,
                  at,
                  Instant.ofEpochMilli(until),
                  false));
      case Event.TokenRevoked(UserName user, long id) -> revoke(user, id);
      case Event.Kicked(UserName user) -> known(user);
      case Event.Invited _,
          Event.DecoySecretMade _,
          Event.VerifierRenewed _,
          Event.AccountLocked _,
          Event.AccountRemoved _ ->
          throw new Violation("nobody here asks for " + event);
    }
  }

  private void revoke(UserName user, long id) {
    Key key = keys.get(id);
    Violation.unless(
        key != null && !key.revoked() && key.user().equals(user), "%s has no token %d", user, id);
    keys.put(id, key.withoutUse());
  }

  private UserName known(UserName user) {
    Violation.unless(verifiers.containsKey(user), "there is no user %s", user);
    return user;
  }
}
