package forum.server.net;

import forum.machine.Chance;
import forum.machine.DatagramPort;
import forum.protocol.Limits;
import forum.protocol.Versions;
import forum.protocol.wire.Content;
import forum.protocol.wire.Frame;
import forum.protocol.wire.GoneReason;
import forum.protocol.wire.Inner;
import forum.protocol.wire.MalformedDatagram;
import forum.protocol.wire.Token;
import forum.server.event.ServerEvent;
import forum.server.event.TrafficEvent;
import forum.server.model.ServerLimits;
import forum.server.rate.AddressBudgets;
import forum.server.rate.Budget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What comes in over UDP and what goes out. Turns away what is malformed, of another version or
/// from an address nobody has proven, and hands on the rest. Owned by the command loop.
public final class DatagramGate {
  /// Something worth looking at.
  public sealed interface Arrival {
    /// From the holder of a session's token; whether the session exists is not known here.
    record OfSession(Peer from, Token sid, Inner inner) implements Arrival {}

    /// From somebody without a session, whose address is proven. `aid` is zero when it is sealed.
    record OfStranger(Peer from, long aid, Inner inner) implements Arrival {}
  }

  /// How many datagrams came to what end. Never reset.
  public record Counters(long received, long sent, long malformed, long cookiesSent) {}

  private final DatagramPort port;
  private final Cookies cookies;
  private final boolean plainFromAnywhere;
  private final Consumer<ServerEvent> events;
  private final @Nullable SealedGate sealed;
  private final AddressBudgets strangersOfAddress =
      new AddressBudgets(
          Budget.Terms.perSecond(ServerLimits.STRANGER_DATAGRAMS_PER_ADDRESS, 1),
          ServerLimits.ADDRESSES_REMEMBERED);
  private final Budget strangers =
      new Budget(Budget.Terms.perSecond(ServerLimits.STRANGER_DATAGRAMS_PER_SECOND, 1));
  private final ByteBuffer incoming = ByteBuffer.allocateDirect(2 * Limits.DATAGRAM_BYTES);
  private final ByteBuffer outgoing = ByteBuffer.allocateDirect(Limits.DATAGRAM_BYTES);
  private boolean drained;
  private long received;
  private long sent;
  private long malformed;
  private long cookiesSent;

  /// `plainFromAnywhere` admits frames in the clear from other addresses than loopback; without
  /// `sealing` there are no others; `events` is told of every datagram.
  public DatagramGate(
      DatagramPort port,
      Chance chance,
      boolean plainFromAnywhere,
      Optional<Sealing> sealing,
      Consumer<ServerEvent> events) {
    this.events = events;
    this.port = port;
    this.cookies = new Cookies(chance);
    this.plainFromAnywhere = plainFromAnywhere;
    this.sealed =
        sealing.map(with -> new SealedGate(with, chance, this::send, port::wakeUp)).orElse(null);
  }

  /// The next datagram that is worth looking at; null when none is waiting, or after `most` that
  /// were not.
  public @Nullable Arrival next(long nowNanos, int most) {
    if (sealed != null) {
      sealed.settle(nowNanos);
    }
    for (int i = 0; i < most; i++) {
      InetSocketAddress from = receive();
      drained = from == null;
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

  /// Whether the last look found nothing waiting.
  public boolean isDrained() {
    return drained;
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
            new Arrival.OfSession(new Peer.Clear(from), sid, inner);
        case Frame.Stranger stranger when mayBePlain(from) -> admit(from, stranger, nowNanos);
        case Frame.Sealed datagram when sealed != null -> open(sealed, from, datagram, nowNanos);
        case Frame.Hello hello when sealed != null -> begin(sealed, from, hello, nowNanos);
        case Frame.Handshake flight when sealed != null -> goOn(sealed, from, flight, nowNanos);
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
      return new Arrival.OfStranger(new Peer.Clear(from), stranger.aid(), stranger.inner());
    }
    retry(from, stranger.aid(), nowNanos);
    return null;
  }

  private void retry(InetSocketAddress from, long aid, long nowNanos) {
    cookiesSent++;
    send(from, new Frame.Retry(aid, cookies.make(from, aid, nowNanos)));
  }

  private @Nullable Arrival begin(
      SealedGate gate, InetSocketAddress from, Frame.Hello hello, long nowNanos) {
    if (cookies.isRight(hello.cookie(), from, hello.aid(), nowNanos)) {
      gate.begun(from, hello, nowNanos);
    } else {
      retry(from, hello.aid(), nowNanos);
    }
    return null;
  }

  /// A client whose handshake is not known, since the server was started anew meanwhile, is told by
  /// a new cookie to begin again.
  private @Nullable Arrival goOn(
      SealedGate gate, InetSocketAddress from, Frame.Handshake flight, long nowNanos) {
    boolean known = gate.goesOn(from, flight, nowNanos);
    boolean answerable = incoming.limit() >= Frame.RETRY_BYTES;
    if (!known && answerable && mayTellStranger(from, nowNanos)) {
      retry(from, flight.aid(), nowNanos);
    }
    return null;
  }

  private @Nullable Arrival open(
      SealedGate gate, InetSocketAddress from, Frame.Sealed datagram, long nowNanos)
      throws MalformedDatagram {
    return switch (gate.open(from, datagram, incoming.limit(), nowNanos)) {
      case SealedGate.Opened.Whole(Association peer, Content(Token sid, Inner inner)) ->
          sid.equals(Token.NONE)
              ? new Arrival.OfStranger(peer, 0, inner)
              : new Arrival.OfSession(peer, sid, inner);
      case SealedGate.Opened.Unknown _ -> {
        if (mayTellStranger(from, nowNanos)) {
          send(from, gate.reset(datagram.cid()));
        }
        yield null;
      }
      case SealedGate.Opened.Unproven _ -> null; // it repeats what it wanted
      case SealedGate.Opened.Nothing _ ->
          throw new MalformedDatagram("sealed by somebody else, or seen before");
    };
  }

  /// What strangers are told beside cookies must be of use to nobody who wants to flood somebody.
  private boolean mayTellStranger(InetSocketAddress to, long nowNanos) {
    return strangersOfAddress.take(to.getAddress(), nowNanos) == 0 && strangers.take(nowNanos) == 0;
  }

  /// Never answers with more bytes than came.
  private void refuseVersion(InetSocketAddress from, Frame.UnknownVersion e, long nowNanos) {
    boolean answerable =
        e.bytes() >= Token.BYTES + Long.BYTES + 1 && mayTellStranger(from, nowNanos);
    if (answerable) {
      send(from, new Frame.UseVersion(e.aid(), Versions.WIRE));
    } else {
      malformed++;
    }
  }

  /// Tells a client that its session is over or was never known. The frame is as small as any of a
  /// session, so nobody can be flooded with it.
  public void sendGone(Peer to, Token sid, GoneReason reason, long nowNanos) {
    if (to instanceof Association || strangers.take(nowNanos) == 0) {
      send(to, 0, sid, Inner.bare(Inner.Kind.GONE, 0, 0, reason.number()));
    }
  }

  /// Sends to a client, the way it speaks itself; `aid` names one in the clear that has no session.
  public void send(Peer to, long aid, Token sid, Inner inner) {
    switch (to) {
      case Association association when sealed != null ->
          sealed.send(association, new Content(sid, inner));
      case Peer.Unheard _ when sealed != null -> {
        // It will be heard; until then nothing is said that others could hear.
      }
      default ->
          send(
              to.address(),
              sid.equals(Token.NONE)
                  ? new Frame.Stranger(aid, Frame.Cookie.NONE, inner)
                  : new Frame.Plain(sid, inner));
    }
  }

  /// Sends one datagram; it may be lost like any other.
  private void send(InetSocketAddress to, Frame frame) {
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
