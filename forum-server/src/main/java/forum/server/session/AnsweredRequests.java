package forum.server.session;

import forum.protocol.Limits;
import forum.protocol.Reply;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Keeps a repeated request from running twice, and requests in order. PROTOCOL.md, section 6.
///
/// ```
///   NEW --next in line--> decided, in the open group --durable--> ANSWERED --floor passes--> forgotten
///   NEW --not next------> held, may be forgotten at any time
/// ```
///
/// `next` and the answers are rebuilt from the journal before the port is opened, so this holds
/// across a crash. Invariant: floor <= next <= floor + window, and every answer lies in [floor,
/// next).
public final class AnsweredRequests {
  /// What to do about a request that has arrived.
  public sealed interface Verdict {
    /// Its turn: decide it.
    record Execute() implements Verdict {}

    /// Answered before: send the same answer.
    record Repeat(Reply reply) implements Verdict {}

    /// A gap is before it: keep it.
    record Hold() implements Verdict {}

    /// Already decided and not durable yet, or a stale copy, or beyond the window.
    record Ignore() implements Verdict {}

    /// The client was told about work that is not in the journal.
    record RolledBack() implements Verdict {}
  }

  private final NavigableMap<Long, Reply> answers = new TreeMap<>();
  private long next = 1;
  private long floor = 1;

  /// Judges request `seq` of a client that has every answer below `clientFloor`.
  public Verdict arrived(long seq, long clientFloor) {
    if (clientFloor > next) {
      return new Verdict.RolledBack();
    }
    raiseFloor(clientFloor);
    if (seq < floor || seq >= floor + Limits.WINDOW) {
      return new Verdict.Ignore();
    }
    if (seq > next) {
      return new Verdict.Hold();
    }
    if (seq == next) {
      return new Verdict.Execute();
    }
    Reply answer = answers.get(seq);
    return answer == null ? new Verdict.Ignore() : new Verdict.Repeat(answer);
  }

  /// The next request in line has been decided; its answer follows when it is durable.
  public void decided(long seq) {
    assert seq == next : "decided " + seq + ", next is " + next;
    next++;
  }

  /// The decision is durable; from now on this is the answer.
  public void durable(long seq, Reply reply) {
    if (seq >= floor) {
      answers.put(seq, reply);
    }
  }

  /// Rebuilds from the journal.
  void replayed(long seq, long clientFloor, Reply reply) {
    raiseFloor(clientFloor);
    decided(seq);
    durable(seq, reply);
  }

  /// Rebuilds from a checkpoint.
  void restore(long next, long floor, NavigableMap<Long, Reply> answers) {
    this.next = next;
    this.floor = floor;
    this.answers.putAll(answers);
  }

  private void raiseFloor(long clientFloor) {
    if (clientFloor > floor) {
      floor = clientFloor;
      answers.headMap(floor).clear();
    }
  }

  /// The request whose turn it is.
  public long next() {
    return next;
  }

  long floor() {
    return floor;
  }

  NavigableMap<Long, Reply> answers() {
    return answers;
  }
}
