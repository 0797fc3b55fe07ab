package forum.server.commit;

import forum.protocol.Reason;
import forum.protocol.Role;
import forum.protocol.Scope;
import forum.protocol.Subject;
import forum.protocol.TokenName;
import forum.protocol.UserName;
import forum.protocol.login.Verifier;
import forum.protocol.wire.Variants;
import forum.server.account.Account;
import forum.server.account.Account.LastLogin;
import forum.server.account.Accounts;
import forum.server.account.Ban;
import forum.server.account.Invitation;
import forum.server.account.ScriptToken;
import forum.server.audit.AuditMark;
import forum.server.model.ThreadRecord;
import forum.server.session.SessionRecord;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The state as a checkpoint keeps it: one JSON object a line, so that a person can read it too.
final class StateSnapshot {
  /// The first line: how often the server was started, and the time of the last event.
  private record Head(int boot, long at) {}

  /// A user; the last login is absent when there was none.
  private record Known(
      UserName user,
      String verifier,
      @Nullable Long lastAt,
      @Nullable String lastFrom,
      @Nullable String role,
      @Nullable Boolean locked) {
    static Known of(Account account) {
      LastLogin last = account.lastLogin();
      return new Known(
          account.name(),
          account.verifier().text(),
          last == null ? null : last.time().toEpochMilli(),
          last == null ? null : last.address(),
          account.role() == Role.USER ? null : account.role().word(),
          account.locked() ? Boolean.TRUE : null);
    }
  }

  /// A name whose account is gone.
  private record Retired(UserName user) {}

  /// What challenges are made from for names that nobody has, hexadecimal.
  private record Decoy(String secret) {}

  /// An invitation; the time in milliseconds since 1970.
  private record KeptInvitation(long id, String sha256, int uses, long until) {
    Invitation invitation() {
      return new Invitation(id, sha256, uses, Instant.ofEpochMilli(until));
    }
  }

  /// A token; times in milliseconds since 1970.
  private record KeptToken(
      long id,
      UserName user,
      String name,
      String scope,
      String sha256,
      long created,
      long expires,
      @Nullable Long used,
      @Nullable Long revoked) {
    static KeptToken of(ScriptToken token) {
      return new KeptToken(
          token.id(),
          token.user(),
          token.name().text(),
          token.scope().word(),
          token.sha256(),
          token.created().toEpochMilli(),
          token.expires().toEpochMilli(),
          token.used() == null ? null : token.used().toEpochMilli(),
          token.revoked() == null ? null : token.revoked().toEpochMilli());
    }

    ScriptToken token() {
      return new ScriptToken(
          id,
          user,
          new TokenName(name),
          Scope.of(scope),
          sha256,
          Instant.ofEpochMilli(created),
          Instant.ofEpochMilli(expires),
          used == null ? null : Instant.ofEpochMilli(used),
          revoked == null ? null : Instant.ofEpochMilli(revoked));
    }
  }

  /// Somebody who is kept out; times in milliseconds since 1970.
  private record Banned(
      String subject, String by, long since, @Nullable Long until, @Nullable String reason) {
    static Banned of(Ban ban) {
      return new Banned(
          ban.subject().text(),
          ban.by(),
          ban.since().toEpochMilli(),
          ban.until() == null ? null : ban.until().toEpochMilli(),
          ban.reason().text());
    }

    Ban ban() {
      return new Ban(
          Subject.of(subject),
          by,
          Instant.ofEpochMilli(since),
          until == null ? null : Instant.ofEpochMilli(until),
          reason == null ? Reason.NONE : new Reason(reason));
    }
  }

  private static final Variants<Record> LINES =
      new Variants<>(
          "kept",
          Map.of(
              "forum", Head.class,
              "account", Known.class,
              "retired", Retired.class,
              "ban", Banned.class,
              "token", KeptToken.class,
              "invitation", KeptInvitation.class,
              "decoy", Decoy.class,
              "audit", AuditMark.class,
              "session", SessionRecord.class,
              "thread", ThreadRecord.class));

  private StateSnapshot() {}

  /// The whole state; no thread may have changes its file lacks.
  static byte[] write(ForumState state) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    line(lines, new Head(state.boot(), state.lastAt().toEpochMilli()));
    state.accounts().list().forEach(account -> line(lines, Known.of(account)));
    state.accounts().retired().forEach(name -> line(lines, new Retired(name)));
    byte[] secret = state.accounts().decoySecret();
    if (secret != null) {
      line(lines, new Decoy(HexFormat.of().formatHex(secret)));
    }
    for (Invitation it : state.invitations().kept(state.lastAt())) {
      line(lines, new KeptInvitation(it.id(), it.sha256(), it.uses(), it.until().toEpochMilli()));
    }
    state.tokens().all().forEach(token -> line(lines, KeptToken.of(token)));
    state.bans().kept(state.lastAt()).forEach(ban -> line(lines, Banned.of(ban)));
    if (state.audit().mark().lines() > 0) {
      line(lines, state.audit().mark());
    }
    state.sessions().records().forEach(kept -> line(lines, kept));
    state.forum().records().forEach(kept -> line(lines, kept));
    return lines.toByteArray();
  }

  private static void line(ByteArrayOutputStream lines, Record kept) {
    lines.writeBytes(LINES.write(kept));
    lines.write('\n');
  }

  /// Rebuilds the state as of `lsn`.
  ///
  /// @throws forum.protocol.InvalidValue when these are not lines of a checkpoint
  static void read(byte[] lines, ForumState state, long lsn, long nowNanos) {
    int from = 0;
    for (int i = 0; i < lines.length; i++) {
      if (lines[i] == '\n') {
        restore(LINES.read(Arrays.copyOfRange(lines, from, i)), state, lsn, nowNanos);
        from = i + 1;
      }
    }
  }

  private static void restore(Known known, Accounts accounts) {
    accounts.register(known.user(), Verifier.ofText(known.verifier()));
    if (known.lastAt() != null && known.lastFrom() != null) {
      accounts.loggedIn(known.user(), Instant.ofEpochMilli(known.lastAt()), known.lastFrom());
    }
    if (known.role() != null) {
      accounts.give(known.user(), Role.of(known.role()));
    }
    if (known.locked() != null && known.locked()) {
      accounts.lock(known.user(), true);
    }
  }

  private static void restore(Record kept, ForumState state, long lsn, long nowNanos) {
    switch (kept) {
      case Head(int boot, long at) -> state.restore(boot, Instant.ofEpochMilli(at));
      case Known known -> restore(known, state.accounts());
      case Retired(UserName user) -> state.accounts().retire(user);
      case Decoy(String secret) -> state.accounts().keepDecoySecret(secret);
      case KeptInvitation invited -> state.invitations().add(invited.invitation(), state.lastAt());
      case KeptToken token -> state.tokens().add(token.token(), state.lastAt());
      case Banned banned -> state.bans().add(banned.ban());
      case AuditMark mark -> state.audit().restore(mark);
      case SessionRecord session -> state.sessions().restore(session, nowNanos);
      case ThreadRecord thread -> state.forum().restore(thread, lsn);
      default -> throw new IllegalStateException("unknown line of a checkpoint: " + kept);
    }
  }
}
