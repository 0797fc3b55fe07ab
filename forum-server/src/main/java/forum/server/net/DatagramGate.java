package forum.server.net;

import forum.machine.Chance;
import forum.machine.DatagramPort;
import forum.protocol.Limits;
import forum.protocol.Versions;
import forum.protocol.wire.Frame;
import forum.protocol.wire.GoneReason;
import forum.protocol.wire.Inner;
import forum.protocol.wire.MalformedDatagram;
import forum.protocol.wire.Token;
import forum.server.event.ServerEvent;
import forum.server.event.TrafficEvent;
import forum.server.model.ServerLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What comes in over UDP and what goes out. Turns away what is malformed, of another version or
/// from an address nobody has proven, and hands on the rest. Owned by the command loop.
public final class DatagramGate {
  /// Something worth looking at.
  public sealed interface Arrival {
    /// From the holder of a session's token; whether the session exists is not known here.
    record OfSession(InetSocketAddress from, Token sid, Inner inner) implements Arrival {}

    /// From somebody without a session, whose address is proven.
    record OfStranger(InetSocketAddress from, long aid, Inner inner) implements Arrival {}
  }

  /// How many datagrams came to what end. Never reset.
  public record Counters(long received, long sent, long malformed, long cookiesSent) {}

  private final DatagramPort port;
  private final Cookies cookies;
  private final boolean plainFromAnywhere;
  private final Consumer<ServerEvent> events;
  private final Allowance strangers = new Allowance(ServerLimits.STRANGER_DATAGRAMS_PER_SECOND);
  private final ByteBuffer incoming = ByteBuffer.allocateDirect(2 * Limits.DATAGRAM_BYTES);
  private final ByteBuffer outgoing = ByteBuffer.allocateDirect(Limits.DATAGRAM_BYTES);
  private long received;
  private long sent;
  private long malformed;
  private long cookiesSent;

  /// `plainFromAnywhere` admits frames in the clear from other addresses than loopback; `events` is
  /// told of every datagram.
  public DatagramGate(
      DatagramPort port, Chance chance, boolean plainFromAnywhere, Consumer<ServerEvent> events) {
    this.events = events;
    this.port = port;
    this.cookies = new Cookies(chance);
    this.plainFromAnywhere = plainFromAnywhere;
  }

  /// The next datagram that is worth looking at; null when none is waiting, or after `most` that
  /// were not.
  public @Nullable Arrival next(long nowNanos, int most) {
    for (int i = 0; i < most; i++) {
      InetSocketAddress from = receive();
      if (from == null) {
        return null;
      }
      received++;
      events.accept(new TrafficEvent.Received(from, incoming.limit()));
      Arrival arrival = admit(from, nowNanos);
      if (arrival != null) {
        return arrival;
      }
    }
    return null;
  }

  private @Nullable InetSocketAddress receive() {
    try {
      return port.receive(incoming);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private @Nullable Arrival admit(InetSocketAddress from, long nowNanos) {
    try {
      return switch (Frame.readFrom(incoming)) {
        case Frame.Plain(Token sid, Inner inner) when mayBePlain(from) ->
            new Arrival.OfSession(from, sid, inner);
        case Frame.Stranger stranger when mayBePlain(from) -> admit(from, stranger, nowNanos);
        default -> throw new MalformedDatagram("not for a server, or in the clear from afar");
      };
    } catch (Frame.UnknownVersion e) {
      refuseVersion(from, e, nowNanos);
    } catch (MalformedDatagram e) {
      malformed++;
    }
    return null;
  }

  private boolean mayBePlain(InetSocketAddress from) {
    return plainFromAnywhere || from.getAddress().isLoopbackAddress();
  }

  private @Nullable Arrival admit(InetSocketAddress from, Frame.Stranger stranger, long nowNanos) {
    if (cookies.isRight(stranger.cookie(), from, stranger.aid(), nowNanos)) {
      return new Arrival.OfStranger(from, stranger.aid(), stranger.inner());
    }
    cookiesSent++;
    send(from, new Frame.Retry(stranger.aid(), cookies.make(from, stranger.aid(), nowNanos)));
    return null;
  }

  /// Never answers with more bytes than came.
  private void refuseVersion(InetSocketAddress from, Frame.UnknownVersion e, long nowNanos) {
    boolean answerable = e.bytes() >= Token.BYTES + Long.BYTES + 1 && strangers.take(nowNanos);
    if (answerable) {
      send(from, new Frame.UseVersion(e.aid(), Versions.WIRE));
    } else {
      malformed++;
    }
  }

  /// Tells a client that its session is over or was never known. The frame is as small as any of a
  /// session, so nobody can be flooded with it.
  public void sendGone(InetSocketAddress to, Token sid, GoneReason reason, long nowNanos) {
    if (strangers.take(nowNanos)) {
      send(to, new Frame.Plain(sid, Inner.bare(Inner.Kind.GONE, 0, 0, reason.number())));
    }
  }

  /// Sends one datagram; it may be lost like any other.
  public void send(InetSocketAddress to, Frame frame) {
    outgoing.clear();
    frame.writeTo(outgoing);
    try {
      port.send(to, outgoing.flip());
      sent++;
      events.accept(new TrafficEvent.Sent(to, outgoing.limit()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// How many datagrams came to what end.
  public Counters counters() {
    return new Counters(received, sent, malformed, cookiesSent);
  }
}
