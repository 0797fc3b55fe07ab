package forum.testkit.relay;

import forum.machine.Ticker;
import forum.testkit.SeededChance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Somebody who fills a server with nonsense from many ports, and counts what comes back. All
/// public methods may be called by any thread.
///
/// In turns: bytes at random; a first byte of the protocol's and bytes at random behind it; a
/// beginning of a handshake without a cookie; something sealed with keys that nobody has; and a bit
/// changed in something true, once there is a sample.
public final class Flood implements AutoCloseable {
  private static final int PORTS = 64;
  private static final int DATAGRAM_BYTES = 1200;
  private static final int BURSTS_PER_SECOND = 500;
  private static final long BURST_NANOS = 1_000_000_000L / BURSTS_PER_SECOND;
  private static final int HELLO = 0x80;
  private static final int HELLO_PARTS_AT = 25;
  private static final int HELLO_HEAD_BYTES = 29;
  private static final int HELLO_FLIGHT_BYTES = 300;
  private static final int SEALED = 0x83;
  private static final int KINDS = 5;

  private final int perBurst;
  private final SeededChance chance;
  private final Ticker ticker = Ticker.system();
  private final List<DatagramChannel> ports = new ArrayList<>();
  private final ByteBuffer incoming = ByteBuffer.allocate(2 * DATAGRAM_BYTES);
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong bytesSent = new AtomicLong();
  private final AtomicLong bytesBack = new AtomicLong();
  private final Thread thread;
  private volatile byte @Nullable [] sample;
  private volatile boolean stopped;

  private Flood(InetSocketAddress server, int perSecond, long seed) throws IOException {
    this.perBurst = Math.ceilDiv(perSecond, BURSTS_PER_SECOND);
    this.chance = new SeededChance(seed);
    for (int i = 0; i < PORTS; i++) {
      DatagramChannel port = DatagramChannel.open().connect(server);
      port.configureBlocking(false);
      ports.add(port);
    }
    this.thread = Thread.ofPlatform().name("flood").daemon().unstarted(this::run);
  }

  /// Sends `perSecond` datagrams a second, if the machine can, until it is closed.
  public static Flood at(InetSocketAddress server, int perSecond, long seed) throws IOException {
    Flood flood = new Flood(server, perSecond, seed);
    flood.thread.start();
    return flood;
  }

  /// From now on sends this, which somebody else has really sent, with one bit changed.
  public void sample(byte[] datagram) {
    sample = datagram.clone();
  }

  /// Datagrams sent.
  public long sent() {
    return sent.get();
  }

  /// Bytes sent.
  public long bytesSent() {
    return bytesSent.get();
  }

  /// Bytes that have come back.
  public long bytesBack() {
    return bytesBack.get();
  }

  private void run() {
    try {
      for (long due = ticker.nanos(); !stopped; due += BURST_NANOS) {
        for (int i = 0; i < perBurst; i++) {
          send(ports.get((int) (sent.get() % PORTS)), next());
        }
        for (DatagramChannel port : ports) {
          receive(port);
        }
        while (due - ticker.nanos() > 0) {
          LockSupport.parkNanos(due - ticker.nanos());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] next() {
    byte[] bytes = chance.bytes(1 + chance.below(DATAGRAM_BYTES));
    switch ((int) (sent.get() % KINDS)) {
      case 0 -> {}
      case 1 -> bytes[0] = (byte) (HELLO | chance.below(16));
      case 2 -> bytes = hello();
      case 3 -> bytes[0] = (byte) SEALED;
      default -> bytes = flipped(bytes);
    }
    return bytes;
  }

  /// With a flight at random and zeros behind it, as it must be to be answered at all.
  private byte[] hello() {
    byte[] hello =
        Arrays.copyOf(chance.bytes(HELLO_HEAD_BYTES + HELLO_FLIGHT_BYTES), DATAGRAM_BYTES);
    hello[0] = (byte) HELLO;
    ByteBuffer.wrap(hello)
        .put(HELLO_PARTS_AT, (byte) 0)
        .put(HELLO_PARTS_AT + 1, (byte) 1)
        .putShort(HELLO_PARTS_AT + 2, (short) HELLO_FLIGHT_BYTES);
    return hello;
  }

  private byte[] flipped(byte[] otherwise) {
    byte[] truth = sample;
    if (truth == null) {
      return otherwise;
    }
    byte[] lie = truth.clone();
    lie[chance.below(lie.length)] ^= (byte) (1 << chance.below(8));
    return lie;
  }

  private void send(DatagramChannel port, byte[] bytes) throws IOException {
    try {
      bytesSent.addAndGet(port.write(ByteBuffer.wrap(bytes)));
    } catch (PortUnreachableException e) {
      // Between two lives of the server.
    }
    sent.incrementAndGet();
  }

  private void receive(DatagramChannel port) throws IOException {
    try {
      while (port.read(incoming.clear()) > 0) {
        bytesBack.addAndGet(incoming.position());
      }
    } catch (PortUnreachableException e) {
      // Between two lives of the server.
    }
  }

  /// Stops.
  @Override
  public void close() throws IOException {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (DatagramChannel port : ports) {
      port.close();
    }
  }
}
