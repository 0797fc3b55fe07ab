package forum.simulation;

import forum.machine.DatagramPort;
import forum.protocol.Characters;
import forum.protocol.wire.Frame;
import forum.protocol.wire.Inner;
import forum.protocol.wire.MalformedDatagram;
import forum.protocol.wire.Token;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The server's port, with the oracle listening.
final class TappedPort implements DatagramPort {
  private record Seen(String arrow, InetSocketAddress peer, Frame frame) {
    private static final int SHOWN = 160;

    @Override
    public String toString() {
      String what =
          switch (frame) {
            case Frame.Plain(Token sid, Inner inner) -> sid + " " + text(inner);
            case Frame.Stranger(long aid, _, Inner inner) -> (short) aid + " " + text(inner);
            default -> frame.getClass().getSimpleName();
          };
      return "  server " + arrow + " " + peer.getPort() + " " + what;
    }

    private static String text(Inner inner) {
      String body = new String(inner.body(), StandardCharsets.UTF_8);
      String shown = Characters.visible(body.substring(0, Math.min(SHOWN, body.length())));
      return "%s %d, attempt %d, x %d, segment %d of %d %s"
          .formatted(
              inner.kind(),
              inner.seq(),
              inner.attempt(),
              inner.x(),
              inner.segment(),
              inner.segments(),
              shown);
    }
  }

  private final DatagramPort port;
  private final BooleanSupplier dead;
  private final Oracle oracle;
  private final Chronicle chronicle;

  /// @param dead whether the process has ended, though its code still runs
  TappedPort(DatagramPort port, BooleanSupplier dead, Oracle oracle, Chronicle chronicle) {
    this.port = port;
    this.dead = dead;
    this.oracle = oracle;
    this.chronicle = chronicle;
  }

  @Override
  public InetSocketAddress address() {
    return port.address();
  }

  @Override
  public void send(InetSocketAddress to, ByteBuffer datagram) throws IOException {
    if (dead.getAsBoolean()) {
      return;
    }
    int bytes = datagram.remaining();
    Frame frame = frame(datagram);
    Violation.unless(frame != null, "%d bytes that nobody understands", bytes);
    chronicle.tell(new Seen("->", to, frame));
    oracle.doorkeeper().said(to, frame, bytes);
    oracle.said(frame);
    port.send(to, datagram);
  }

  @Override
  public @Nullable InetSocketAddress receive(ByteBuffer buffer) throws IOException {
    InetSocketAddress from = port.receive(buffer);
    if (from != null) {
      oracle.doorkeeper().arrived(from, buffer.remaining());
      Frame frame = frame(buffer);
      if (frame != null) {
        chronicle.tell(new Seen("<-", from, frame));
        oracle.doorkeeper().arrived(from, frame);
        oracle.arrived(frame);
      }
    }
    return from;
  }

  private static @Nullable Frame frame(ByteBuffer datagram) {
    try {
      return Frame.readFrom(datagram.duplicate());
    } catch (MalformedDatagram | Frame.UnknownVersion e) {
      return null;
    }
  }

  @Override
  public void await(long nanos) throws IOException {
    port.await(nanos);
  }

  @Override
  public void wakeUp() {
    port.wakeUp();
  }

  @Override
  public void close() throws IOException {
    port.close();
  }
}
