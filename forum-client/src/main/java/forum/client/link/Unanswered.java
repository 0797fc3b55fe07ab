package forum.client.link;

import forum.protocol.Limits;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The requests of a conversation that have no answer yet: those that wait to be sent, and those
/// that are under way. Decides which is sent next, and knows what each is told when no answer will
/// come. PROTOCOL.md, sections 6 and 7.
///
/// Changes are sent in order, up to a window at a time; the server executes them in order. A query
/// waits until every change before it is answered, and a change until every query before it is: so
/// a repeated query can never see the client's own later changes. Owned by the link's thread.
final class Unanswered {
  private static final int QUERIES_MAX = 4;

  private final Deque<Exchange> waiting = new ArrayDeque<>();
  private final NavigableMap<Long, Exchange> changes = new TreeMap<>();
  private final NavigableMap<Long, Exchange> queries = new TreeMap<>();
  private long nextChange = 1;
  private long nextQuery = 1;

  void add(Exchange exchange) {
    if (exchange.aside) {
      waiting.addFirst(exchange);
    } else {
      waiting.add(exchange);
    }
  }

  /// Each session counts its changes from 1 on.
  void beginSession() {
    nextChange = 1;
  }

  /// Gives the first one that waits its number, if it may be sent now. `window` is how many changes
  /// may be under way; without a session it is 0.
  ///
  /// @return what has to be sent, null when nothing may be
  @Nullable Exchange launch(int window, long nowNanos) {
    Exchange exchange = waiting.peek();
    if (exchange == null || !mayLaunch(exchange, window)) {
      return null;
    }
    waiting.remove();
    exchange.launch(exchange.isChange() ? nextChange++ : nextQuery++, nowNanos);
    underWay(exchange).put(exchange.seq(), exchange);
    return exchange;
  }

  private boolean mayLaunch(Exchange exchange, int window) {
    if (exchange.isChange()) {
      return queries.values().stream().allMatch(query -> query.aside)
          && changes.size() < window
          && nextChange < floor() + Limits.WINDOW
          && (changes.isEmpty() || !exchange.isExit())
          && changes.values().stream().noneMatch(Exchange::isExit)
          && !longOneUnderWay(exchange);
    }
    return queries.size() < QUERIES_MAX && (exchange.aside || changes.isEmpty());
  }

  /// The server puts the segments of one request together at a time.
  private boolean longOneUnderWay(Exchange exchange) {
    return exchange.segments() > 1
        && changes.values().stream().anyMatch(change -> change.segments() > 1);
  }

  private NavigableMap<Long, Exchange> underWay(Exchange exchange) {
    return exchange.isChange() ? changes : queries;
  }

  void remove(Exchange exchange) {
    underWay(exchange).remove(exchange.seq());
  }

  /// How many there are, sent or not.
  int count() {
    return waiting.size() + changes.size() + queries.size();
  }

  /// The change under way with this number.
  @Nullable Exchange change(long seq) {
    return changes.get(seq);
  }

  /// The query under way with this number.
  @Nullable Exchange query(long seq) {
    return queries.get(seq);
  }

  /// The first change under way, for which those behind it wait.
  @Nullable Exchange head() {
    return changes.isEmpty() ? null : changes.firstEntry().getValue();
  }

  /// The first change without an answer. The server takes none that is a window or more behind it.
  long floor() {
    return changes.isEmpty() ? nextChange : changes.firstKey();
  }

  /// What is sent again when no answer comes: only the head of the changes can be what the server
  /// waits for; queries stand for themselves.
  List<Exchange> timed() {
    List<Exchange> timed = new ArrayList<>(queries.values());
    Exchange head = head();
    if (head != null) {
      timed.add(head);
    }
    return timed;
  }

  /// Since when somebody waits for the answer to what was sent; [Long#MAX_VALUE] when nobody does.
  long oldestSentNanos() {
    return Math.min(oldestSentNanos(changes.values()), oldestSentNanos(queries.values()));
  }

  private static long oldestSentNanos(Collection<Exchange> sent) {
    long oldest = Long.MAX_VALUE;
    for (Exchange exchange : sent) {
      if (!exchange.future.isDone()) {
        oldest = Math.min(oldest, exchange.firstSentNanos());
      }
    }
    return oldest;
  }

  /// The same of all there are. What waits to be sent counts too: it may wait for a change that was
  /// given up long ago.
  long oldestNanos() {
    long oldest = oldestSentNanos();
    for (Exchange exchange : waiting) {
      oldest = Math.min(oldest, exchange.submittedNanos());
    }
    return oldest;
  }

  /// Nobody shall wait any longer than the `time` that has passed. A change stays under way when
  /// its future has failed: the next contact settles it.
  void giveUp(String time) {
    drain(queries.values())
        .forEach(query -> query.fail(new LinkFailure.NoAnswer("no answer in " + time)));
    for (Exchange change : changes.values()) {
      change.fail(
          new LinkFailure.UnknownOutcome(
              "sent, but no confirmation in " + time + "; it is applied at most once"));
    }
    failWaiting(() -> new LinkFailure.NoAnswer("not sent: no answer from the server in " + time));
  }

  /// Nothing will be answered any more.
  void end(Supplier<LinkFailure> why) {
    drain(queries.values()).forEach(query -> query.fail(why.get()));
    drain(changes.values())
        .forEach(
            change ->
                change.end(
                    new LinkFailure.UnknownOutcome(
                        "sent, but not confirmed: " + why.get().getMessage())));
    failWaiting(why);
  }

  private void failWaiting(Supplier<LinkFailure> why) {
    drain(waiting).forEach(exchange -> exchange.fail(why.get()));
  }

  private static List<Exchange> drain(Collection<Exchange> exchanges) {
    List<Exchange> all = List.copyOf(exchanges);
    exchanges.clear();
    return all;
  }
}
