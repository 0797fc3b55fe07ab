package forum.testkit;

import forum.machine.DatagramPort;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// A port of a [SimulatedNetwork]. Nobody waits in a simulation: [#await] returns at once.
public final class SimulatedPort implements DatagramPort {
  private record Arrived(InetSocketAddress from, byte[] bytes) {}

  private final SimulatedNetwork network;
  private final Queue<Arrived> queue = new ArrayDeque<>();
  private InetSocketAddress address;
  private Weather outgoing = Weather.CLEAR;
  private Weather incoming = Weather.CLEAR;
  private boolean closed;

  SimulatedPort(SimulatedNetwork network, InetSocketAddress address) {
    this.network = network;
    this.address = address;
  }

  @Override
  public InetSocketAddress address() {
    return address;
  }

  /// Decides what happens to datagrams that leave here and to those that come here.
  public void weather(Weather leaving, Weather coming) {
    outgoing = leaving;
    incoming = coming;
  }

  Weather incoming() {
    return incoming;
  }

  /// Gets another address, as behind a router that has forgotten. What is on its way to the old one
  /// is lost.
  public void move(InetSocketAddress to) {
    network.unbind(address);
    address = to;
    network.bind(address, this);
  }

  /// Whether something can be received.
  public boolean hasArrived() {
    return !queue.isEmpty();
  }

  void arrived(InetSocketAddress from, byte[] bytes) {
    queue.add(new Arrived(from, bytes));
  }

  @Override
  public void send(InetSocketAddress to, ByteBuffer datagram) {
    byte[] bytes = new byte[datagram.remaining()];
    datagram.get(bytes);
    if (!closed) {
      network.send(address, to, bytes, outgoing);
    }
  }

  @Override
  public @Nullable InetSocketAddress receive(ByteBuffer buffer) {
    buffer.clear();
    Arrived next = queue.poll();
    if (next != null) {
      buffer.put(next.bytes(), 0, Math.min(next.bytes().length, buffer.remaining()));
    }
    buffer.flip();
    return next == null ? null : next.from();
  }

  @Override
  public void await(long nanos) {}

  @Override
  public void wakeUp() {}

  /// What is on its way here finds nobody, until somebody opens the address again.
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      queue.clear();
      network.unbind(address);
    }
  }
}
