package forum.server.net;

import forum.machine.Chance;
import forum.protocol.seal.Aead;
import forum.protocol.seal.Handshake;
import forum.protocol.seal.Tls;
import forum.protocol.wire.Content;
import forum.protocol.wire.Frame;
import forum.protocol.wire.Token;
import forum.server.model.ServerLimits;
import java.net.InetSocketAddress;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/// The sealed part of the gate: handshakes, associations, and what to tell who has an association
/// that is not known. Owned by the command loop.
final class SealedGate implements Handshakes.Out {
  private final ResetProofs proofs;
  private final Chance chance;
  private final BiConsumer<InetSocketAddress, Frame> network;
  private final Aead aead = new Aead();
  private final Associations associations = new Associations(ServerLimits.ASSOCIATIONS);
  private final Handshakes handshakes;
  private long associationsMade;
  private long nowNanos;

  /// `network` sends, `wakeUp` has the loop take a turn.
  SealedGate(
      Sealing sealing,
      Chance chance,
      BiConsumer<InetSocketAddress, Frame> network,
      Runnable wakeUp) {
    this.proofs = new ResetProofs(sealing.identity());
    this.chance = chance;
    this.network = network;
    this.handshakes = new Handshakes(engines(sealing), proofs, sealing.computing(), wakeUp, this);
  }

  private static Supplier<Handshake> engines(Sealing sealing) {
    return () -> new Handshake(Tls.serverEngine(sealing.tls().get(), Tls.DATAGRAMS));
  }

  /// Goes on with the handshakes for which something was computed.
  void settle(long now) {
    nowNanos = now;
    handshakes.settle();
  }

  void begun(InetSocketAddress from, Frame.Hello hello, long now) {
    nowNanos = now;
    handshakes.begun(from, hello, now);
  }

  /// Whether the handshake is known.
  boolean goesOn(InetSocketAddress from, Frame.Handshake flight, long now) {
    nowNanos = now;
    return handshakes.goesOn(from, flight, now);
  }

  @Override
  public void send(InetSocketAddress to, Frame frame) {
    network.accept(to, frame);
  }

  @Override
  public boolean made(Handshakes.Made made) {
    return associations.add(
        new Association(
            ++associationsMade, made.keys().server(aead), made.binding(), made.from(), nowNanos),
        nowNanos);
  }

  /// What opening a datagram led to.
  sealed interface Opened {
    /// Something worth looking at.
    record Whole(Association from, Content content) implements Opened {}

    /// The association is not known.
    record Unknown() implements Opened {}

    /// From where the client has not proven yet to be, and of no session: what a stranger does is
    /// put down to an address, so that has to be a true one.
    record Unproven() implements Opened {}

    /// Forged, damaged or a copy.
    record Nothing() implements Opened {}
  }

  /// Opens a datagram of `bytes` bytes.
  Opened open(InetSocketAddress from, Frame.Sealed datagram, int bytes, long now) {
    Association association = associations.find(datagram.cid(), now);
    if (association == null) {
      return new Opened.Unknown();
    }
    Content content = association.open(datagram, from, bytes, chance, now);
    if (content == null) {
      return new Opened.Nothing();
    }
    associations.heard(association);
    Content challenge = association.challenge();
    if (challenge != null) {
      sendThere(association, association.seal(challenge), length(challenge));
      if (content.token().equals(Token.NONE)) {
        return new Opened.Unproven();
      }
    }
    return new Opened.Whole(association, content);
  }

  /// What to tell who believes in an association that is not known.
  Frame.Reset reset(long cid) {
    return new Frame.Reset(cid, proofs.of(cid));
  }

  /// Sends to where the client is, if the way is known well enough; until it is, also to where it
  /// was: perhaps it has not moved, and somebody sends its datagrams on (RFC 9000, section 9.3.3).
  void send(Association to, Content content) {
    if (to.isUsedUp()) {
      return;
    }
    Frame.Sealed datagram = to.seal(content);
    sendThere(to, datagram, length(content));
    if (!to.isProven()) {
      network.accept(to.proven(), datagram);
    }
  }

  private void sendThere(Association to, Frame.Sealed datagram, int bytes) {
    if (to.maySend(bytes)) {
      network.accept(to.address(), datagram);
    }
  }

  private static int length(Content content) {
    return Frame.SEALED_HEAD_BYTES
        + Content.BYTES_MIN
        + content.inner().body().length
        + Frame.TAG_BYTES;
  }
}
