package forum.benchmarks;

import forum.machine.Ticker;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/// Drives any number of clients from the thread that calls it: on a small machine, 64 threads would
/// measure each other.
final class Crowd implements Closeable {
  private static final long TICK_NANOS = 10_000_000;
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  private final Ticker ticker = Ticker.system();
  private final Selector selector;
  private final List<Seat> seats = new ArrayList<>();
  private long nextTickNanos;

  Crowd() throws IOException {
    selector = Selector.open();
    nextTickNanos = ticker.nanos();
  }

  /// Gives a new caller a socket that talks to `server`.
  <T extends Caller> T seat(InetSocketAddress server, Function<Seat.Line, T> made)
      throws IOException {
    List<T> kept = new ArrayList<>();
    seats.add(
        new Seat(
            server,
            selector,
            line -> {
              T caller = made.apply(line);
              kept.add(caller);
              return caller;
            }));
    return kept.getFirst();
  }

  /// Goes on for a time.
  void go(long nanos) throws IOException {
    long endNanos = ticker.nanos() + nanos;
    while (ticker.nanos() - endNanos < 0) {
      turn();
    }
  }

  /// Goes on until something is so.
  void goUntil(BooleanSupplier condition) throws IOException {
    long endNanos = ticker.nanos() + PATIENCE_NANOS;
    while (!condition.getAsBoolean()) {
      if (ticker.nanos() - endNanos > 0) {
        throw new IOException("no answer in " + PATIENCE_NANOS / 1_000_000_000 + " s");
      }
      turn();
    }
  }

  private void turn() throws IOException {
    long waitMillis = Math.max(1, (nextTickNanos - ticker.nanos()) / 1_000_000);
    selector.select(waitMillis);
    for (SelectionKey key : selector.selectedKeys()) {
      ((Seat) key.attachment()).receiveAll(ticker);
    }
    selector.selectedKeys().clear();
    long nowNanos = ticker.nanos();
    if (nowNanos - nextTickNanos >= 0) {
      seats.forEach(seat -> seat.caller().tick(nowNanos));
      nextTickNanos = nowNanos + TICK_NANOS;
    }
  }

  @Override
  public void close() throws IOException {
    for (Seat seat : seats) {
      seat.close();
    }
    selector.close();
  }
}
