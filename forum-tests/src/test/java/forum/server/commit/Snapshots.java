package forum.server.commit;

import forum.protocol.FileName;
import forum.protocol.ThreadTitle;
import forum.protocol.UserName;
import forum.server.model.Event;
import forum.server.threads.Extent;
import java.time.Instant;

/// The lines of a checkpoint, for tests elsewhere.
public final class Snapshots {
  private static final Instant AT = Instant.ofEpochMilli(1_800_000_000_123L);
  private static final String VERIFIER =
      "$scram-sha-256$i=4096$c2FsdHNhbHQ=$" + "A".repeat(43) + "=$" + "B".repeat(43) + "=";

  private Snapshots() {}

  /// A small state.
  public static byte[] sample() {
    UserName hans = new UserName("hans");
    ForumState state = new ForumState();
    state.happen(1, AT, new Event.Started(1), 0);
    state.happen(2, AT, new Event.Registered(hans, VERIFIER), 0);
    state.happen(3, AT, new Event.SessionOpened("0a".repeat(16), hans, "127.0.0.1:9", true), 0);
    state.happen(4, AT, new Event.ThreadCreated(new ThreadTitle("t"), hans), 0);
    state.happen(5, AT, new Event.FileAttached(4, hans, new FileName("f"), 5, "0a".repeat(32)), 0);
    state.happen(6, AT, new Event.TokenCreated(hans, "ci", "read", 1_900_000_000_000L, "ab"), 0);
    state.happen(7, AT, new Event.SessionOpened("0b".repeat(16), hans, "127.0.0.1:8", null, 6L), 0);
    state.happen(8, AT, new Event.TokenCreated(hans, "old", "all", 1_900_000_000_000L, "cd"), 0);
    state.happen(9, AT, new Event.TokenRevoked(hans, 8), 0);
    state.happen(10, AT, new Event.Invited("ef", 2, 1_900_000_000_000L), 0);
    state.happen(11, AT, new Event.DecoySecretMade("0a0b"), 0);
    state.forum().threads().forEach(thread -> thread.projected(new Extent(90, 4, 0, 1, 5)));
    return StateSnapshot.write(state);
  }

  /// Reads lines and writes what they say.
  ///
  /// @throws forum.protocol.InvalidValue when they are no lines of a checkpoint
  public static byte[] readAndWrite(byte[] lines) {
    ForumState state = new ForumState();
    StateSnapshot.read(lines, state, 7, 0);
    return StateSnapshot.write(state);
  }
}
