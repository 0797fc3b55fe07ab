package forum.seal;

import forum.client.link.SealedWay;
import forum.machine.Chance;
import forum.machine.Ticker;
import forum.machine.UdpPort;
import forum.protocol.Limits;
import forum.protocol.seal.SelfSigned;
import forum.protocol.wire.Frame;
import forum.protocol.wire.Token;
import forum.server.net.DatagramGate;
import forum.server.net.DatagramGate.Arrival;
import forum.server.net.Peer;
import forum.server.net.Sealing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/// The man in the middle: a server with a key of its own for one client, a client for the true
/// server, who passes on what either says.
final class Impostor implements AutoCloseable {
  private static final long TURN_NANOS = 5_000_000;

  private final InetSocketAddress server;
  private final Ticker ticker = Ticker.system();
  private final UdpPort front;
  private final UdpPort back;
  private final DatagramGate gate;
  private final SealedWay way;
  private final Thread thread;
  private volatile boolean closed;
  private volatile int passedOn;
  private Peer victim = new Peer.Unheard(new InetSocketAddress(1));

  Impostor(InetSocketAddress server) throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    this.server = server;
    this.front = UdpPort.open(any);
    this.back = UdpPort.open(any);
    this.gate =
        new DatagramGate(
            front,
            Chance.system(),
            false,
            Optional.of(Sealing.of(SelfSigned.create(), Runnable::run)),
            _ -> {});
    this.way =
        new SealedWay(
            Chance.system(), "forum", server.getPort(), 1, this::toServer, new ToVictim());
    this.thread = Thread.ofPlatform().daemon().name("impostor").start(this::run);
  }

  /// Where the victim believes the server to be.
  InetSocketAddress address() {
    return front.address();
  }

  /// Queries that were passed on to the true server.
  int passedOn() {
    return passedOn;
  }

  private void run() {
    try {
      way.connected().thenAccept(way::trust);
      way.connect(ticker.nanos());
      ByteBuffer incoming = ByteBuffer.allocate(2 * Limits.DATAGRAM_BYTES);
      while (!closed) {
        front.await(TURN_NANOS);
        for (Arrival arrival = next(); arrival != null; arrival = next()) {
          pass(arrival);
        }
        way.tick(ticker.nanos(), 0);
        while (back.receive(incoming) != null) {
          way.receive(Frame.readFrom(incoming), ticker.nanos());
        }
      }
      front.close();
      back.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private Arrival next() {
    return gate.next(ticker.nanos(), 100);
  }

  private void pass(Arrival arrival) {
    if (arrival instanceof Arrival.OfStranger(Peer from, long _, var inner)) {
      victim = from;
      passedOn++;
      way.send(new Frame.Stranger(1, Frame.Cookie.NONE, inner));
    }
  }

  private void toServer(Frame frame) {
    try {
      ByteBuffer out = ByteBuffer.allocate(Limits.DATAGRAM_BYTES);
      frame.writeTo(out);
      back.send(server, out.flip());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private final class ToVictim implements SealedWay.Inside {
    @Override
    public void receive(Frame frame, long nowNanos) {
      if (frame instanceof Frame.Stranger stranger) {
        gate.send(victim, 0, Token.NONE, stranger.inner());
      }
    }

    @Override
    public void reopened(long nowNanos) {}

    @Override
    public void lost(String why) {}
  }

  @Override
  public void close() {
    closed = true;
    front.wakeUp();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
