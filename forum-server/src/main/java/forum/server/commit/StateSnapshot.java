package forum.server.commit;

import forum.protocol.UserName;
import forum.protocol.login.Verifier;
import forum.protocol.wire.Variants;
import forum.server.account.Account;
import forum.server.account.Account.LastLogin;
import forum.server.account.Accounts;
import forum.server.model.ThreadRecord;
import forum.server.session.SessionRecord;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The state as a checkpoint keeps it: one JSON object a line, so that a person can read it too.
final class StateSnapshot {
  /// The first line: how often the server was started, and the time of the last event.
  private record Head(int boot, long at) {}

  /// A user; the last login is absent when there was none.
  private record Known(
      UserName user, String verifier, @Nullable Long lastAt, @Nullable String lastFrom) {
    static Known of(Account account) {
      LastLogin last = account.lastLogin();
      return new Known(
          account.name(),
          account.verifier().text(),
          last == null ? null : last.time().toEpochMilli(),
          last == null ? null : last.address());
    }
  }

  private static final Variants<Record> LINES =
      new Variants<>(
          "kept",
          Map.of(
              "forum", Head.class,
              "account", Known.class,
              "session", SessionRecord.class,
              "thread", ThreadRecord.class));

  private StateSnapshot() {}

  /// The whole state; no thread may have changes its file lacks.
  static byte[] write(ForumState state) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    line(lines, new Head(state.boot(), state.lastAt().toEpochMilli()));
    state.accounts().list().forEach(account -> line(lines, Known.of(account)));
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
  }

  private static void restore(Record kept, ForumState state, long lsn, long nowNanos) {
    switch (kept) {
      case Head(int boot, long at) -> state.restore(boot, Instant.ofEpochMilli(at));
      case Known known -> restore(known, state.accounts());
      case SessionRecord session -> state.sessions().restore(session, nowNanos);
      case ThreadRecord thread -> state.forum().restore(thread, lsn);
      default -> throw new IllegalStateException("unknown line of a checkpoint: " + kept);
    }
  }
}
