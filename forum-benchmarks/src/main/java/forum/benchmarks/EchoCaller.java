package forum.benchmarks;

import forum.machine.Ticker;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Sends datagrams to an [EchoServer], one at a time. Owned by the crowd's thread.
final class EchoCaller implements Caller {
  /// Length of the datagram of a post of 200 bytes.
  private static final int BYTES = 300;

  private static final long PATIENCE_NANOS = 200_000_000;

  private final Seat.Line line;
  private final Ticker ticker = Ticker.system();
  private final ByteBuffer outgoing = ByteBuffer.allocateDirect(BYTES);
  private long number;
  private long sentNanos;
  private @Nullable Runnable waiting;

  EchoCaller(Seat.Line line) {
    this.line = line;
  }

  /// One datagram there and back.
  void echo(Runnable done) {
    number++;
    waiting = done;
    send(ticker.nanos());
  }

  private void send(long nowNanos) {
    sentNanos = nowNanos;
    line.send(outgoing.clear().putLong(0, number));
  }

  @Override
  public void receive(ByteBuffer datagram, long nowNanos) {
    Runnable done = waiting;
    if (done != null && datagram.getLong(0) == number) {
      waiting = null;
      done.run();
    }
  }

  @Override
  public void tick(long nowNanos) {
    if (waiting != null && nowNanos - sentNanos > PATIENCE_NANOS) {
      send(nowNanos);
    }
  }
}
