package forum.history;

import forum.protocol.Request;
import forum.protocol.UserName;
import forum.server.model.Event;
import forum.server.model.JournalEntry;
import forum.simulation.Judge;
import forum.simulation.Model;
import forum.simulation.Topic;
import forum.simulation.Violation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/// Holds recorded operations against the journal, which is the order in which the server says that
/// they took effect:
///
/// - every change that was answered is in the journal once, in its client's order, with the reply
///   that was given, and with what the state before it makes of it;
/// - what was answered before something else was asked for stands before it;
/// - every read shows the state after the last entry that its answer takes into account.
///
/// That is linear in what was said, because nothing has to be searched for.
final class JournalOrder {
  private record Placed(Operation operation, long lsn) {}

  private final List<JournalEntry> entries;
  private final Map<UserName, Deque<Operation>> asked = new HashMap<>();
  private final Map<String, UserName> users = new HashMap<>();
  private final List<Placed> placed = new ArrayList<>();
  private final Model model = new Model();
  private final Deque<Operation> reads = new ArrayDeque<>();

  private JournalOrder(List<JournalEntry> entries, List<Operation> operations) {
    this.entries = entries;
    operations.stream()
        .sorted(Comparator.comparingLong(Operation::invokedNanos))
        .filter(Operation::isChange)
        .forEach(it -> asked.computeIfAbsent(it.user(), _ -> new ArrayDeque<>()).add(it));
    operations.stream()
        .filter(it -> !it.isChange())
        .sorted(Comparator.comparingLong(Operation::lsn))
        .forEach(reads::add);
  }

  /// @param entries all of the journal; in it, only those who have recorded have asked for anything
  /// @throws Violation when something does not fit
  static void check(List<JournalEntry> entries, List<Operation> operations) {
    JournalOrder order = new JournalOrder(entries, operations);
    order.follow();
    order.checkRealTime();
  }

  private void follow() {
    for (JournalEntry entry : entries) {
      if (entry.event() instanceof Event.SessionOpened opened) {
        users.put(opened.sid(), opened.user());
      }
      Operation change = entry.answered() == null ? null : take(entry.answered());
      if (change != null) {
        judge(change, entry);
      }
      model.happen(entry);
      if (change != null) {
        place(change, model.lsn());
      }
      checkReads();
    }
    asked.values().stream()
        .flatMap(Deque::stream)
        .findFirst()
        .ifPresent(lost -> fail("not in the journal: %s", lost));
    Violation.unless(reads.isEmpty(), "read from the future: %s", reads.peek());
  }

  /// The change that this answers: the client's next.
  private Operation take(JournalEntry.Answered answered) {
    UserName user = users.get(answered.sid());
    Operation next = asked.getOrDefault(user, new ArrayDeque<>()).poll();
    Violation.unless(next != null, "%s has not asked for %s", user, answered);
    Violation.unless(
        answered.reply().equals(next.reply()), "recorded is %s for %s", answered.reply(), next);
    return next;
  }

  private void judge(Operation it, JournalEntry entry) {
    JournalEntry.Answered answered = entry.answered();
    Judge judge = new Judge(model, answered.sid(), it.user(), entry.at());
    byte[] text = it.text().getBytes(StandardCharsets.UTF_8);
    Judge.Sentence right = judge.judge((Request.Change) it.request(), text);
    Violation.unless(right.fits(answered.reply(), entry.event()), "expected %s for %s", right, it);
  }

  private void place(Operation change, long lsn) {
    Violation.unless(lsn <= change.lsn(), "entry %d was answered too early: %s", lsn, change);
    placed.add(new Placed(change, lsn));
  }

  private void checkReads() {
    while (!reads.isEmpty() && reads.peek().lsn() == model.lsn()) {
      Operation read = reads.remove();
      placed.add(new Placed(read, read.lsn()));
      Topic topic = model.topic(((Request.ReadThread) read.request()).thread());
      String right = topic == null ? "" : Recorder.shown(behindHeader(topic, read));
      boolean same = read.reply().isOk() == (topic != null) && read.lines().equals(right);
      Violation.unless(same, "%s%nhas read%n%s%nexpected%n%s", read, read.lines(), right);
    }
  }

  private static byte[] behindHeader(Topic topic, Operation read) {
    int[] range = topic.range((Request.ReadThread) read.request());
    return topic.bytes(range[0], range[1]);
  }

  /// Goes through the operations as they were asked for, and keeps in mind how far those had come
  /// that were answered by then.
  private void checkRealTime() {
    placed.sort(Comparator.comparingLong(it -> it.operation().invokedNanos()));
    PriorityQueue<Placed> underWay =
        new PriorityQueue<>(Comparator.comparingLong(it -> it.operation().answeredNanos()));
    Placed last = null;
    for (Placed next : placed) {
      long now = next.operation().invokedNanos();
      while (!underWay.isEmpty() && underWay.peek().operation().answeredNanos() < now) {
        Placed ended = underWay.remove();
        last = last == null || ended.lsn() > last.lsn() ? ended : last;
      }
      if (last != null) {
        long least = next.operation().isChange() ? last.lsn() + 1 : last.lsn();
        Violation.unless(
            next.lsn() >= least,
            "%s%n  has place %d, behind %s",
            next.operation(),
            next.lsn(),
            last);
      }
      underWay.add(next);
    }
  }

  private static void fail(String found, Object part) {
    throw new Violation(found.formatted(part));
  }
}
