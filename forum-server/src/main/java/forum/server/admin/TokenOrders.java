package forum.server.admin;

import forum.protocol.TokenName;
import forum.protocol.UserName;
import forum.server.account.ScriptToken;
import forum.server.commit.ForumStore;
import forum.server.model.Act;
import forum.server.model.Event;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// Decides about the tokens of a user. Runs in the loop.
record TokenOrders(ForumStore store, UserOrder order, UserName user) {
  private static final String COMMAND = "forum-server admin user ";

  /// All that are known, also those that open nothing any more.
  Told list() {
    return Told.done(all().map(this::line).toList());
  }

  private String line(ScriptToken token) {
    return String.join(
        "\t",
        token.name().text(),
        token.scope().word(),
        state(token),
        token.expires().toString(),
        token.used() == null ? "never" : token.used().toString());
  }

  private String state(ScriptToken token) {
    if (token.isValid(now())) {
      return "valid";
    }
    return token.revoked() == null ? "expired" : "revoked";
  }

  /// Revokes one of them, or all.
  Told revoke() {
    TokenName wanted = order.token() == null ? null : new TokenName(order.token());
    List<ScriptToken> meant =
        valid().filter(it -> wanted == null || it.name().equals(wanted)).toList();
    if (meant.isEmpty()) {
      String which = wanted == null ? "" : " " + wanted;
      return Told.refused(user + " has no valid token" + which, "", COMMAND + "tokens " + user);
    }
    meant.forEach(this::revoke);
    return Told.done(meant.stream().map(this::revoked).toList());
  }

  private void revoke(ScriptToken token) {
    String about = "token " + token.name() + " of " + user;
    Act act = Act.ofOperator(order.login(), "user revoke", about);
    store.commit().add(new Event.TokenRevoked(user, token.id()), act, () -> {});
  }

  private String revoked(ScriptToken token) {
    return "the token " + token.name() + " of " + user + " is revoked; its sessions end";
  }

  /// What is worth knowing when the password changes: tokens stay valid.
  Stream<String> reminder() {
    long count = valid().count();
    return count == 0
        ? Stream.of()
        : Stream.of(
            count + (count == 1 ? " token is" : " tokens are") + " still valid; to revoke:",
            "  " + COMMAND + "revoke " + user);
  }

  private Stream<ScriptToken> all() {
    return store.state().tokens().of(user).stream();
  }

  private Stream<ScriptToken> valid() {
    return all().filter(it -> it.isValid(now()));
  }

  private Instant now() {
    return Instant.ofEpochMilli(order.at());
  }
}
