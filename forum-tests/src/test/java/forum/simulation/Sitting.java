package forum.simulation;

import forum.protocol.Limits;
import forum.protocol.Reply;
import forum.protocol.UserName;
import forum.protocol.wire.GoneReason;
import forum.server.model.JournalEntry;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An open session as the [Model] has it.
public final class Sitting {
  private final UserName user;
  private final People.@Nullable Key key;
  private final Set<GoneReason> sentences = EnumSet.noneOf(GoneReason.class);
  private long condemnedBy;
  private final TreeMap<Long, Reply> answers = new TreeMap<>();
  private long next = 1;
  private long floor = 1;

  /// @param key the token it was opened with; null when it was the password
  Sitting(UserName user, People.@Nullable Key key) {
    this.user = user;
    this.key = key;
  }

  public UserName user() {
    return user;
  }

  People.@Nullable Key key() {
    return key;
  }

  /// Entry number `lsn` wants it to end.
  void condemn(GoneReason reason, long lsn) {
    sentences.add(reason);
    condemnedBy = condemnedBy == 0 ? lsn : condemnedBy;
  }

  /// The first entry that wanted it to end; 0 when none did.
  long condemnedBy() {
    return condemnedBy;
  }

  boolean isCondemned(GoneReason reason) {
    return sentences.contains(reason);
  }

  long next() {
    return next;
  }

  long floor() {
    return floor;
  }

  /// All that were ever given.
  Map<Long, Reply> answers() {
    return answers;
  }

  void answered(JournalEntry.Answered answered, long lsn) {
    long seq = answered.seq();
    Violation.unless(
        seq == next, "I1, I3: entry %d answers request %d, expected %d", lsn, seq, next);
    Violation.unless(
        answered.floor() <= seq && seq < answered.floor() + Limits.WINDOW,
        "I4: entry %d answers request %d above the floor %d",
        lsn,
        seq,
        answered.floor());
    next++;
    floor = Math.max(floor, answered.floor());
    answers.put(seq, answered.reply());
  }
}
