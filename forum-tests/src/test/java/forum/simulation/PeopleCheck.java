package forum.simulation;

import forum.protocol.UserName;
import forum.server.account.Account;
import forum.server.account.Ban;
import forum.server.account.ScriptToken;
import forum.server.account.ScriptTokens;
import forum.server.commit.ForumState;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// Compares what a server knows of people with the [Model]. It may have forgotten what is over.
final class PeopleCheck {
  private final People people;
  private final Instant last;
  private final Instant now;

  /// @param last the time of the last entry
  /// @param now what the clock shows
  PeopleCheck(People people, Instant last, Instant now) {
    this.people = people;
    this.last = last;
    this.now = now;
  }

  void check(ForumState state) {
    checkAccounts(state);
    checkBans(state);
    checkTokens(state);
  }

  private void checkAccounts(ForumState state) {
    Map<UserName, String> found = new HashMap<>();
    for (Account account : state.accounts().list()) {
      found.put(account.name(), account.verifier().text());
      Violation.unless(
          account.role() == people.role(account.name()),
          "%s is %s, expected %s",
          account.name(),
          account.role(),
          people.role(account.name()));
    }
    Violation.unless(
        found.equals(people.verifiers()), "accounts %s, expected %s", found, people.verifiers());
  }

  private void checkBans(ForumState state) {
    Map<String, Ban> found = new HashMap<>();
    for (Ban ban : state.bans().list(Instant.MIN)) {
      People.Ban known = people.ban(ban.subject().text());
      Violation.unless(known != null && isSame(ban, known), "%s, expected %s", ban, known);
      found.put(ban.subject().text(), ban);
    }
    people
        .bans()
        .forEach(
            (subject, ban) ->
                Violation.unless(
                    found.containsKey(subject) || !ban.holds(now), "%s is forgotten", ban));
  }

  private static boolean isSame(Ban ban, People.Ban known) {
    return ban.by().equals(known.by())
        && ban.since().equals(known.since())
        && Objects.equals(ban.until(), known.until())
        && ban.reason().text().equals(Objects.requireNonNullElse(known.reason(), ""));
  }

  private void checkTokens(ForumState state) {
    for (ScriptToken token : state.tokens().all()) {
      People.Key known = people.key(token.id());
      Violation.unless(known != null && isSame(token, known), "%s, expected %s", token, known);
    }
    for (People.Key key : people.keys()) {
      Violation.unless(
          state.tokens().find(key.id()) != null || mayBeForgotten(key, state),
          "%s is forgotten",
          key);
    }
  }

  /// It was over when its place was needed, even if the clock was set back since.
  private boolean mayBeForgotten(People.Key key, ForumState state) {
    boolean over = !key.opens(now) || !key.opens(last);
    return over && state.tokens().of(key.user()).size() == ScriptTokens.PER_USER;
  }

  private static boolean isSame(ScriptToken token, People.Key known) {
    return token.user().equals(known.user())
        && token.name().text().equals(known.name())
        && token.scope() == known.scope()
        && token.sha256().equals(known.sha256())
        && token.created().equals(known.created())
        && token.expires().equals(known.expires())
        && (token.revoked() != null) == known.revoked();
  }
}
