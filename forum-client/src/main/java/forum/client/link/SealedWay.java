package forum.client.link;

import forum.machine.Chance;
import forum.protocol.Versions;
import forum.protocol.login.ChannelBinding;
import forum.protocol.seal.HandshakeFailed;
import forum.protocol.seal.SealedChannel;
import forum.protocol.wire.Content;
import forum.protocol.wire.Frame;
import forum.protocol.wire.Token;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The sealed way between a conversation and its server: seals what goes out, opens what comes in,
/// makes keys when there are none that serve. PROTOCOL.md, sections 14 to 16.
///
/// ```
///   NEW --connect--> SHAKING --made--> UNTRUSTED --trust--> OPEN
///   OPEN --reset, worn, or silent for long--> OPEN and SHAKING --made, the same key--> OPEN
///                                                              --another key--> lost
///   SHAKING --fails--> SHAKING, with another aid, but not for ever
/// ```
///
/// That a handshake fails proves nothing: anybody could have made it fail. So it is tried [#TRIES]
/// times in a row, each of which takes no longer than the answer that refuses it.
///
/// What cannot be sealed yet is dropped, as the network could have done: whoever sends repeats it.
/// Nothing in the clear is let through, whatever it says. Takes the time as an argument, does no
/// I/O. Owned by the link's thread.
public final class SealedWay implements Way {
  private static final long SILENCE_NANOS = 5_000_000_000L;

  /// How many handshakes in a row may fail.
  static final int TRIES = 5;

  /// Who is at the inner end.
  public interface Inside {
    /// Something was opened.
    void receive(Frame frame, long nowNanos);

    /// There are new keys; what was sent with the old ones may be lost.
    void reopened(long nowNanos);

    /// There will be nothing any more.
    void lost(String why);
  }

  private final Chance chance;
  private final String host;
  private final int port;
  private final long strangerAid;
  private final Consumer<Frame> network;
  private final Inside inside;
  private final CompletableFuture<ServerKey> connected = new CompletableFuture<>();
  private @Nullable HandshakeAttempt attempt;
  private HandshakeAttempt.@Nullable Made open;
  private @Nullable SealedChannel before;
  private @Nullable ServerKey trusted;
  private int failures;
  private long attemptedNanos;
  private volatile ChannelBinding binding = ChannelBinding.NONE;

  /// @param host the server as the user named it
  /// @param strangerAid the number by which the inner end recognises what is meant for it before it
  ///   has a session
  /// @param network takes what is to be sent
  public SealedWay(
      Chance chance,
      String host,
      int port,
      long strangerAid,
      Consumer<Frame> network,
      Inside inside) {
    this.chance = chance;
    this.host = host;
    this.port = port;
    this.strangerAid = strangerAid;
    this.network = network;
    this.inside = inside;
  }

  /// Completes with the server's key when it has proven to have it, or exceptionally with a
  /// [LinkFailure].
  @Override
  public CompletableFuture<ServerKey> connected() {
    return connected;
  }

  /// What a login is bound to. Safe for any thread.
  @Override
  public ChannelBinding binding() {
    return binding;
  }

  /// Begins to make keys.
  @Override
  public void connect(long nowNanos) {
    failures = 0;
    begin(nowNanos);
  }

  private void begin(long nowNanos) {
    attemptedNanos = nowNanos;
    try {
      attempt = new HandshakeAttempt(chance.number(), host, port, network, nowNanos);
    } catch (HandshakeFailed e) {
      throw new IllegalStateException(e);
    }
  }

  /// The key, that of [#connected], is the right one.
  @Override
  public void trust(ServerKey server) {
    HandshakeAttempt.Made present = open;
    if (present == null || !present.server().key().equals(server.key())) {
      throw new IllegalArgumentException("trusted is a key that nobody has proven to have");
    }
    trusted = server;
  }

  /// Nobody has answered, and nobody waits any more.
  @Override
  public void giveUp(LinkFailure failure) {
    connected.completeExceptionally(failure);
  }

  /// Seals and sends.
  @Override
  public void send(Frame frame) {
    HandshakeAttempt.Made present = open;
    if (present == null || trusted == null || present.channel().isUsedUp()) {
      return;
    }
    switch (frame) {
      case Frame.Plain(Token token, var inner) ->
          network.accept(present.channel().seal(new Content(token, inner)));
      case Frame.Stranger(_, _, var inner) ->
          network.accept(present.channel().seal(new Content(Token.NONE, inner)));
      default -> throw new IllegalArgumentException(frame.getClass().getSimpleName());
    }
  }

  /// Takes what the network has brought.
  @Override
  public void receive(Frame frame, long nowNanos) {
    switch (frame) {
      case Frame.Sealed datagram -> open(datagram, nowNanos);
      case Frame.Retry retry when attempt != null -> retry(attempt, retry, nowNanos);
      case Frame.Handshake part when attempt != null -> goOn(attempt, part, nowNanos);
      case Frame.Reset(long cid, Frame.Cookie proof) -> reset(cid, proof, nowNanos);
      case Frame.UseVersion(long aid, int version) -> refused(aid, version, nowNanos);
      default -> {
        // In the clear: anybody could have sent it.
      }
    }
  }

  private void open(Frame.Sealed datagram, long nowNanos) {
    Content content = open == null ? null : open.channel().open(datagram);
    if (content == null && before != null) {
      content = before.open(datagram);
    }
    if (content != null && trusted != null) {
      inside.receive(
          content.token().equals(Token.NONE)
              ? new Frame.Stranger(strangerAid, Frame.Cookie.NONE, content.inner())
              : new Frame.Plain(content.token(), content.inner()),
          nowNanos);
    }
  }

  private void retry(HandshakeAttempt present, Frame.Retry retry, long nowNanos) {
    if (present.isForgotten(retry)) {
      begin(nowNanos);
    } else {
      present.retry(retry, nowNanos);
    }
  }

  private void goOn(HandshakeAttempt present, Frame.Handshake part, long nowNanos) {
    try {
      HandshakeAttempt.Made made = present.receive(part, nowNanos);
      if (made != null) {
        attempt = null;
        made(made, nowNanos);
      }
    } catch (HandshakeFailed e) {
      failed(
          new LinkFailure.NoHandshake("no keys can be made with the server: " + e.getMessage()),
          nowNanos);
    }
  }

  private void failed(LinkFailure failure, long nowNanos) {
    failures++;
    if (failures < TRIES) {
      begin(nowNanos);
    } else {
      attempt = null;
      connected.completeExceptionally(failure);
    }
  }

  /// The key must stay that of the first handshake, whether it is trusted yet or not: it is what is
  /// being judged.
  private void made(HandshakeAttempt.Made made, long nowNanos) {
    HandshakeAttempt.Made present = open;
    if (present != null && !present.server().key().equals(made.server().key())) {
      inside.lost(
          "the server has another key than before: it was "
              + present.server().fingerprint()
              + ", it is "
              + made.server().fingerprint());
      return;
    }
    before = present == null ? null : present.channel();
    open = made;
    binding = made.binding();
    connected.complete(made.server());
    inside.reopened(nowNanos);
  }

  private void reset(long cid, Frame.Cookie proof, long nowNanos) {
    boolean believed = open != null && open.channel().cid() == cid && isSame(open.proof(), proof);
    if (believed && attempt == null) {
      connect(nowNanos);
    }
  }

  /// Without a branch on the secret, so that the time tells nothing.
  private static boolean isSame(Frame.Cookie a, Frame.Cookie b) {
    return ((a.high() ^ b.high()) | (a.low() ^ b.low())) == 0;
  }

  private void refused(long aid, int version, long nowNanos) {
    if (open == null && attempt != null && attempt.aid() == aid && version != Versions.WIRE) {
      failed(
          new LinkFailure.VersionRefused(
              "the server speaks protocol " + version + ", this client " + Versions.WIRE),
          nowNanos);
    }
  }

  /// Repeats what was not answered, and makes new keys when that is due.
  ///
  /// @param silenceNanos for how long nothing was heard of what was asked
  /// @return when to call again
  @Override
  public long tick(long nowNanos, long silenceNanos) {
    if (attempt != null && attempt.isOver(nowNanos)) {
      begin(nowNanos);
    }
    if (attempt == null && open != null && needsKeys(silenceNanos, nowNanos)) {
      connect(nowNanos);
    }
    return attempt == null ? nowNanos + SILENCE_NANOS : attempt.tick(nowNanos);
  }

  private boolean needsKeys(long silenceNanos, long nowNanos) {
    boolean worn = open != null && open.channel().isWorn();
    boolean silent = silenceNanos >= SILENCE_NANOS;
    return (worn || silent) && nowNanos - attemptedNanos >= SILENCE_NANOS;
  }
}
