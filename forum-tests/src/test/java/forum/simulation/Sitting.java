package forum.simulation;

import forum.protocol.Limits;
import forum.protocol.Reply;
import forum.protocol.UserName;
import forum.server.model.JournalEntry;
import java.util.Map;
import java.util.TreeMap;

/// An open session as the [Model] has it.
public final class Sitting {
  private final UserName user;
  private final TreeMap<Long, Reply> answers = new TreeMap<>();
  private long next = 1;
  private long floor = 1;

  Sitting(UserName user) {
    this.user = user;
  }

  public UserName user() {
    return user;
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
