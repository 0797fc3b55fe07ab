package forum.client.link;

import forum.machine.Chance;
import forum.protocol.Limits;
import forum.protocol.delivery.RoundTrip;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How fast a conversation goes: how many changes are under way at a time, and when which of the
/// unanswered requests is sent again. PROTOCOL.md, section 8.
///
/// Whatever is unanswered, a client never sends more than one datagram (or one request's segments)
/// into the void per time-out: one repetition only, then it is quiet for a time-out. Takes the time
/// as an argument. Owned by the link's thread.
final class Pace {
  private static final double WINDOW_FIRST = 4;

  /// However long a server wants to be left alone, its clients ask again by then.
  private static final long PUT_OFF_MILLIS_MAX = 10_000;

  private final Chance chance;
  private final RoundTrip roundTrip = new RoundTrip();
  private double window = WINDOW_FIRST;
  private int silentTimeouts;
  private long quietUntilNanos;

  /// Whether the server has said that it is asked too fast, and until when nothing may be sent.
  private boolean putOff;

  private long putOffUntilNanos;

  Pace(Chance chance) {
    this.chance = chance;
  }

  /// How many changes may be under way.
  int window() {
    return (int) window;
  }

  long roundTripNanos() {
    return roundTrip.smoothedNanos();
  }

  /// Takes one measured round trip into account.
  void measured(long nanos) {
    roundTrip.sample(nanos);
  }

  /// The path and the server have coped with a request.
  void answered() {
    window = Math.min(Limits.WINDOW, window + 1 / window);
  }

  /// The server lives: there is no silence any more.
  void heard(long nowNanos) {
    silentTimeouts = 0;
    quietUntilNanos = nowNanos;
  }

  /// No answer came in time, and one request is sent again.
  void timedOut(long nowNanos) {
    silentTimeouts++;
    slowDown();
    quietUntilNanos = nowNanos + roundTrip.timeoutNanos(silentTimeouts, chance.fraction());
  }

  /// The server wants to be left alone.
  void putOff(long millis, long nowNanos) {
    putOff = true;
    putOffUntilNanos = nowNanos + Math.min(millis, PUT_OFF_MILLIS_MAX) * 1_000_000;
    slowDown();
  }

  private void slowDown() {
    window = Math.max(1, window / 2);
  }

  /// Whether nothing may be sent, because the server has said so.
  boolean isPutOff() {
    return putOff;
  }

  /// Whether the time for which the server wanted to be left alone is over. Says so once.
  boolean comesBack(long nowNanos) {
    boolean over = putOff && nowNanos - putOffUntilNanos >= 0;
    putOff &= !over;
    return over;
  }

  /// Which of `timed` is to be sent again now: of those whose time is out, the one sent longest
  /// ago; null when there is none or nothing may be sent yet.
  @Nullable Exchange due(List<Exchange> timed, long nowNanos) {
    if (putOff || nowNanos - quietUntilNanos < 0) {
      return null;
    }
    Exchange oldest = null;
    for (Exchange exchange : timed) {
      boolean due = nowNanos - exchange.lastSentNanos() >= timeoutNanos(exchange);
      if (due && (oldest == null || exchange.lastSentNanos() - oldest.lastSentNanos() < 0)) {
        oldest = exchange;
      }
    }
    return oldest;
  }

  /// When something has to be sent again of `timed`, if nothing is heard before.
  long nextNanos(List<Exchange> timed) {
    if (putOff) {
      return putOffUntilNanos;
    }
    long next = Long.MAX_VALUE;
    for (Exchange exchange : timed) {
      long due = exchange.lastSentNanos() + timeoutNanos(exchange);
      next = Math.min(next, Math.max(due, quietUntilNanos));
    }
    return next;
  }

  private long timeoutNanos(Exchange exchange) {
    return roundTrip.timeoutNanos(Math.min(silentTimeouts, exchange.transmissions() - 1), 0.5);
  }
}
