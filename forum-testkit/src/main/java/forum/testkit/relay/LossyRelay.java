package forum.testkit.relay;

import forum.machine.Ticker;
import forum.testkit.SeededChance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A UDP relay on the loopback address between any number of clients and one server, and the bad
/// network between them. Clients talk to [#address]; each gets a socket of its own towards the
/// server. One thread; all public methods may be called by any thread.
public final class LossyRelay implements AutoCloseable {
  private static final int DATAGRAM_BYTES_MAX = 65_536;
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final Duration FOR_EVER = Duration.ofDays(365);

  /// One copy under way. `toServer` is the direction along `route`.
  private record Copy(Route route, boolean toServer, ByteBuffer bytes, long dueNanos, long order) {
    private static final Comparator<Copy> DUE =
        (a, b) ->
            a.dueNanos == b.dueNanos
                ? Long.compare(a.order, b.order)
                : Long.signum(a.dueNanos - b.dueNanos);
  }

  private final long seed;
  private final SeededChance chance;
  private final InetSocketAddress server;
  private final Ticker ticker = Ticker.system();
  private final Selector selector;
  private final DatagramChannel front;
  private final Map<InetSocketAddress, Route> routes = new HashMap<>();
  private final PriorityQueue<Copy> underWay = new PriorityQueue<>(Copy.DUE);
  private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
  private final ByteBuffer buffer = ByteBuffer.allocate(DATAGRAM_BYTES_MAX);
  private final Thread thread;
  private long copies;
  private volatile Weather weather;
  private volatile long mendNanos;
  private volatile boolean cut;
  private volatile boolean closed;
  private volatile Traffic toServer = Traffic.NONE;
  private volatile Traffic toClients = Traffic.NONE;
  private volatile Tap tap = seen -> true;

  private LossyRelay(InetSocketAddress server, Weather weather, long seed) throws IOException {
    this.seed = seed;
    this.chance = new SeededChance(seed);
    this.server = server;
    this.weather = weather;
    this.selector = Selector.open();
    this.front = Route.bound(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    front.register(selector, SelectionKey.OP_READ);
    this.thread = Thread.ofPlatform().name("relay").daemon().unstarted(this::run);
  }

  /// Starts a relay to `server`.
  public static LossyRelay open(InetSocketAddress server, Weather weather, long seed)
      throws IOException {
    LossyRelay relay = new LossyRelay(server, weather, seed);
    relay.thread.start();
    return relay;
  }

  /// Where clients find it.
  public InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), front.socket().getLocalPort());
  }

  /// Changes the weather for what comes in from now on.
  public void weather(Weather next) {
    weather = next;
  }

  /// Nothing more gets through until [#mend]; what is under way still arrives.
  public void cut() {
    cut(FOR_EVER);
  }

  /// Nothing more gets through for `time`, beginning now; returns at once.
  public void cut(Duration time) {
    mendNanos = ticker.nanos() + time.toNanos();
    cut = true;
  }

  /// Ends a cut.
  public void mend() {
    cut = false;
  }

  /// All clients get new ports towards the server, as behind a router that has forgotten them.
  public void move() {
    commands.add(this::moveRoutes);
    selector.wakeup();
  }

  /// From now on `next` sees every datagram before the weather does.
  public void tap(Tap next) {
    tap = next;
  }

  /// Sends a datagram once more, on the way of its client and past all weather: a copy that some
  /// router has kept.
  public void replay(Tap.Seen seen) {
    commands.add(() -> resend(seen));
    selector.wakeup();
  }

  /// What went from clients to the server.
  public Traffic toServer() {
    return toServer;
  }

  /// What went from the server to clients.
  public Traffic toClients() {
    return toClients;
  }

  /// What is needed to repeat the run, and what happened in it.
  @Override
  public String toString() {
    return "relay with seed "
        + seed
        + ", "
        + weather
        + ", to the server "
        + toServer
        + ", to clients "
        + toClients;
  }

  /// Ends the thread and closes all sockets; what is under way is lost.
  @Override
  public void close() throws IOException {
    closed = true;
    selector.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (selector;
        front) {
      while (!closed) {
        turn();
      }
      for (Route route : routes.values()) {
        route.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void turn() throws IOException {
    selector.select(key -> {}, Math.max(1, untilNextMillis()));
    for (Runnable command = commands.poll(); command != null; command = commands.poll()) {
      command.run();
    }
    takeFromClients();
    for (Route route : List.copyOf(routes.values())) {
      takeFromServer(route);
    }
    deliver();
  }

  private long untilNextMillis() {
    Copy next = underWay.peek();
    return next == null ? 1000 : Math.ceilDiv(next.dueNanos() - ticker.nanos(), NANOS_PER_MILLI);
  }

  private void takeFromClients() throws IOException {
    while (true) {
      buffer.clear();
      InetSocketAddress from = (InetSocketAddress) front.receive(buffer);
      if (from == null) {
        return;
      }
      Route route = routes.get(from);
      if (route == null) {
        route = new Route(from, server, selector);
        routes.put(from, route);
      }
      toServer = dispatch(route, true, toServer);
    }
  }

  private void takeFromServer(Route route) throws IOException {
    buffer.clear();
    while (route.receive(buffer)) {
      toClients = dispatch(route, false, toClients);
      buffer.clear();
    }
  }

  /// Decides what becomes of the datagram in the buffer.
  private Traffic dispatch(Route route, boolean toServer, Traffic before) {
    long now = ticker.nanos();
    List<Long> fates = cut && now - mendNanos < 0 ? List.of() : weather.fates(chance);
    byte[] bytes = new byte[buffer.flip().remaining()];
    buffer.get(bytes);
    if (!tap.passes(new Tap.Seen(route.client, toServer, bytes))) {
      fates = List.of();
    }
    for (long travelNanos : fates) {
      ByteBuffer copy = ByteBuffer.wrap(bytes).asReadOnlyBuffer();
      underWay.add(new Copy(route, toServer, copy, now + travelNanos, copies++));
    }
    return before.with(fates.size(), fates.stream().anyMatch(nanos -> nanos > 0));
  }

  private void deliver() throws IOException {
    long now = ticker.nanos();
    for (Copy next = underWay.peek();
        next != null && next.dueNanos() - now <= 0;
        next = underWay.peek()) {
      underWay.remove();
      if (next.toServer()) {
        next.route().send(next.bytes());
      } else {
        front.send(next.bytes(), next.route().client);
      }
    }
  }

  private void resend(Tap.Seen seen) {
    Route route = routes.get(seen.client());
    if (route != null) {
      ByteBuffer copy = ByteBuffer.wrap(seen.bytes()).asReadOnlyBuffer();
      underWay.add(new Copy(route, seen.toServer(), copy, ticker.nanos(), copies++));
    }
  }

  private void moveRoutes() {
    try {
      for (Route route : routes.values()) {
        route.move();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
