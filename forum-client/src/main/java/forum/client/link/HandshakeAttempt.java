package forum.client.link;

import forum.protocol.login.ChannelBinding;
import forum.protocol.seal.Aead;
import forum.protocol.seal.Flight;
import forum.protocol.seal.Handshake;
import forum.protocol.seal.HandshakeFailed;
import forum.protocol.seal.SealedChannel;
import forum.protocol.seal.Tls;
import forum.protocol.wire.Frame;
import java.nio.ByteBuffer;
import java.security.cert.Certificate;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One handshake as the client sees it: a flight is repeated until it is answered, less and less
/// often. PROTOCOL.md, section 14.
///
/// ```
///   flight 0 --RETRY--> flight 0 with the cookie --answer--> flight 1 --answer with the word--> made
/// ```
///
/// Takes the time as an argument, does no I/O. Owned by the link's thread.
final class HandshakeAttempt {
  private static final long LIFE_NANOS = 10_000_000_000L;
  private static final long TIMEOUT_NANOS = 300_000_000;
  private static final long TIMEOUT_MAX_NANOS = 8_000_000_000L;

  /// Length of the only record that says nothing: TLS sends it for the sake of middleboxes (RFC
  /// 8446, appendix D.4).
  private static final int NOTHING_BYTES = 6;

  /// What a handshake has made.
  ///
  /// @param proof by which a RESET is believed
  record Made(
      SealedChannel channel, Frame.Cookie proof, ChannelBinding binding, ServerKey server) {}

  private final long aid;
  private final Consumer<Frame> network;
  private final CaWitness witness = new CaWitness();
  private final Handshake tls;
  private final Flight heard = new Flight();
  private Frame.Cookie cookie = Frame.Cookie.NONE;
  private List<byte[]> said;
  private int step;
  private long timeoutNanos = TIMEOUT_NANOS;
  private long sentNanos;

  /// When the server was first heard; what it does not know of it cannot forget.
  private long heardNanos;

  /// Begins to speak to the server that the user has named `host`.
  HandshakeAttempt(long aid, String host, int port, Consumer<Frame> network, long nowNanos)
      throws HandshakeFailed {
    this.aid = aid;
    this.network = network;
    this.tls = new Handshake(Tls.clientEngine(witness, host, port, Tls.DATAGRAMS));
    this.said = Flight.cut(tls.begin(), Frame.HELLO_BYTES);
    send(nowNanos);
  }

  long aid() {
    return aid;
  }

  private void send(long nowNanos) {
    sentNanos = nowNanos;
    for (int part = 0; part < said.size(); part++) {
      byte[] bytes = said.get(part);
      network.accept(
          step == 0
              ? new Frame.Hello(aid, cookie, part, said.size(), bytes)
              : new Frame.Handshake(aid, step, part, said.size(), bytes));
    }
  }

  /// The server wants to see that this client's address is its own.
  void retry(Frame.Retry retry, long nowNanos) {
    if (retry.aid() == aid && step == 0 && !retry.cookie().equals(cookie)) {
      cookie = retry.cookie();
      heardNanos = nowNanos;
      timeoutNanos = TIMEOUT_NANOS;
      send(nowNanos);
    }
  }

  /// Whether the server has forgotten this handshake, as one does that was started anew meanwhile:
  /// its cookies are others then. A late copy of the answer to a HELLO has the cookie that was
  /// used.
  boolean isForgotten(Frame.Retry retry) {
    return retry.aid() == aid && step > 0 && !retry.cookie().equals(cookie);
  }

  /// Takes a part of a flight.
  ///
  /// @return what the handshake has made, null while it goes on
  @Nullable Made receive(Frame.Handshake part, long nowNanos) throws HandshakeFailed {
    byte[] flight =
        part.aid() == aid && part.step() == step
            ? heard.add(part.part(), part.parts(), part.bytes())
            : null;
    if (flight == null) {
      return null;
    }
    byte[] answer = tls.answer(flight);
    byte[] word = tls.word();
    if (tls.isDone() && word.length == Handshake.WORD_BYTES) {
      return made(ByteBuffer.wrap(word));
    }
    if (answer.length <= NOTHING_BYTES) {
      throw new HandshakeFailed("the server has not gone on");
    }
    said = Flight.cut(answer, Frame.HANDSHAKE_BYTES);
    step++;
    timeoutNanos = TIMEOUT_NANOS;
    send(nowNanos);
    return null;
  }

  private Made made(ByteBuffer word) {
    Certificate certificate = tls.peer().getFirst();
    return new Made(
        tls.keys(aid).client(new Aead()),
        new Frame.Cookie(word.getLong(), word.getLong()),
        tls.binding(),
        new ServerKey(certificate.getPublicKey(), witness.isVouched()));
  }

  /// Whether the server has let it expire by now.
  boolean isOver(long nowNanos) {
    return isHeard() && nowNanos - heardNanos >= LIFE_NANOS;
  }

  private boolean isHeard() {
    return !cookie.equals(Frame.Cookie.NONE);
  }

  /// Repeats what was not answered in time.
  ///
  /// @return when to call again
  long tick(long nowNanos) {
    if (nowNanos - sentNanos >= timeoutNanos) {
      timeoutNanos = Math.min(timeoutNanos / 2 * 3, TIMEOUT_MAX_NANOS);
      send(nowNanos);
    }
    long next = sentNanos + timeoutNanos;
    return isHeard() ? Math.min(next, heardNanos + LIFE_NANOS) : next;
  }
}
