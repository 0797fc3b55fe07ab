package forum.testkit;

import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;

/// A network in memory that loses, doubles, delays and reorders datagrams.
///
/// Nothing moves by itself: [#deliver] hands over what is due by the ticker, [#nextNanos] says when
/// there will be more. The same seed and the same calls have the same outcome. Owned by one thread.
public final class SimulatedNetwork {
  /// How many datagrams came to what end.
  ///
  /// @param sent by anybody, without copies
  /// @param lost on their way
  /// @param doubled that got a second copy soon
  /// @param strayed that got a second copy late
  /// @param delivered copies included
  /// @param overtaken delivered after a later one between the same addresses
  /// @param old delivered after more than 30 s
  /// @param ancient delivered after more than 300 s
  /// @param unreachable that found nobody at their address
  /// @param longestBytes the longest
  public record Counters(
      long sent,
      long lost,
      long doubled,
      long strayed,
      long delivered,
      long overtaken,
      long old,
      long ancient,
      long unreachable,
      int longestBytes) {}

  private record Flight(
      long sentNanos,
      long dueNanos,
      long number,
      InetSocketAddress from,
      InetSocketAddress to,
      byte[] bytes) {}

  private record Way(InetSocketAddress from, InetSocketAddress to) {}

  private static final long SECOND = 1_000_000_000;

  private final ManualTicker ticker;
  private final SeededChance chance;
  private final Map<InetSocketAddress, SimulatedPort> ports = new HashMap<>();
  private final Map<Way, Long> newest = new HashMap<>();
  private final PriorityQueue<Flight> flights =
      new PriorityQueue<>(
          Comparator.comparingLong(Flight::dueNanos).thenComparingLong(Flight::number));
  private long number;
  private long sent;
  private long lost;
  private long doubled;
  private long strayed;
  private long delivered;
  private long overtaken;
  private long old;
  private long ancient;
  private long unreachable;
  private int longestBytes;

  /// A network whose accidents follow from `chance`.
  public SimulatedNetwork(ManualTicker ticker, SeededChance chance) {
    this.ticker = ticker;
    this.chance = chance;
  }

  /// Opens a port under clear weather.
  public SimulatedPort open(InetSocketAddress address) {
    SimulatedPort port = new SimulatedPort(this, address);
    bind(address, port);
    return port;
  }

  void bind(InetSocketAddress address, SimulatedPort port) {
    if (ports.putIfAbsent(address, port) != null) {
      throw new IllegalStateException(address + " is taken");
    }
  }

  void unbind(InetSocketAddress address) {
    ports.remove(address);
  }

  void send(InetSocketAddress from, InetSocketAddress to, byte[] bytes, Weather outgoing) {
    sent++;
    longestBytes = Math.max(longestBytes, bytes.length);
    SimulatedPort target = ports.get(to);
    Weather incoming = target == null ? Weather.CLEAR : target.incoming();
    if (chance.happens(outgoing.loss()) || chance.happens(incoming.loss())) {
      lost++;
      return;
    }
    launch(from, to, bytes, delayNanos(outgoing) + delayNanos(incoming));
    if (chance.happens(outgoing.doubling()) || chance.happens(incoming.doubling())) {
      doubled++;
      launch(from, to, bytes, delayNanos(outgoing) + delayNanos(incoming));
    }
    stray(from, to, bytes, outgoing);
    stray(from, to, bytes, incoming);
  }

  private long delayNanos(Weather weather) {
    return weather.delayNanos() + (long) (chance.fraction() * weather.jitterNanos());
  }

  private void stray(InetSocketAddress from, InetSocketAddress to, byte[] bytes, Weather weather) {
    if (chance.happens(weather.straying())) {
      strayed++;
      launch(from, to, bytes, (long) (chance.fraction() * weather.strayNanos()));
    }
  }

  private void launch(InetSocketAddress from, InetSocketAddress to, byte[] bytes, long delay) {
    number++;
    long now = ticker.nanos();
    flights.add(new Flight(now, now + delay, number, from, to, bytes));
  }

  /// When the next datagram arrives; [Long#MAX_VALUE] when none is on its way.
  public long nextNanos() {
    Flight next = flights.peek();
    return next == null ? Long.MAX_VALUE : next.dueNanos();
  }

  /// Hands over what has arrived by now. It can be received from the ports then.
  public void deliver() {
    while (nextNanos() <= ticker.nanos()) {
      Flight arrived = flights.remove();
      SimulatedPort port = ports.get(arrived.to());
      if (port == null) {
        unreachable++;
      } else {
        count(arrived);
        port.arrived(arrived.from(), arrived.bytes());
      }
    }
  }

  private void count(Flight arrived) {
    delivered++;
    long before = newest.merge(new Way(arrived.from(), arrived.to()), arrived.number(), Math::max);
    overtaken += before > arrived.number() ? 1 : 0;
    long age = ticker.nanos() - arrived.sentNanos();
    old += age > 30 * SECOND ? 1 : 0;
    ancient += age > 300 * SECOND ? 1 : 0;
  }

  /// How many datagrams came to what end.
  public Counters counters() {
    return new Counters(
        sent,
        lost,
        doubled,
        strayed,
        delivered,
        overtaken,
        old,
        ancient,
        unreachable,
        longestBytes);
  }
}
