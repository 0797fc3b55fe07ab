package forum.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import forum.client.link.SealedWay;
import forum.machine.Chance;
import forum.protocol.Limits;
import forum.protocol.seal.Aead;
import forum.protocol.seal.Handshake;
import forum.protocol.seal.HandshakeFailed;
import forum.protocol.seal.Identity;
import forum.protocol.seal.SealedChannel;
import forum.protocol.seal.Tls;
import forum.protocol.wire.Content;
import forum.protocol.wire.Frame;
import forum.protocol.wire.Inner;
import forum.protocol.wire.MalformedDatagram;
import forum.protocol.wire.Token;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// A server of the client's sealed way, one of whose datagrams is spoilt on its way. Whatever it
/// has become, nothing is let through, and the client has keys with the true server soon.
final class SpoiltServer {
  /// RETRY, the first flight, the last flight, something sealed, RESET.
  static final int STEPS = 5;

  private static final int SEALED_STEP = 3;
  private static final long MILLI = 1_000_000;
  private static final long SOON = 5_000 * MILLI;
  private static final Frame.Cookie COOKIE = new Frame.Cookie(7, 7);
  private static final ByteBuffer WORD = ByteBuffer.allocate(16).putLong(8).putLong(9);
  private static final Content SAID =
      new Content(new Token(1, 2), Inner.bare(Inner.Kind.PING, 1, 2, 3));

  private final Identity identity;
  private final SSLContext context;

  SpoiltServer(Identity identity) {
    this.identity = identity;
    this.context = Tls.server(identity);
  }

  void check(byte[] input) throws Exception {
    Spoiling spoiling = new Spoiling(input);
    new Exchange(spoiling, spoiling.step(STEPS)).run();
  }

  /// One client and its server.
  private final class Exchange implements SealedWay.Inside {
    private final Spoiling spoiling;
    private final int spoilt;
    private final ArrayDeque<Frame> toServer = new ArrayDeque<>();
    private final Map<Long, Handshake> shaking = new HashMap<>();
    private final List<Frame> letThrough = new ArrayList<>();
    private final SealedWay way =
        new SealedWay(Chance.system(), "forum", 10005, 99, toServer::add, this);
    private @Nullable SealedChannel channel;
    private boolean pending = true;
    private long now;

    Exchange(Spoiling spoiling, int spoilt) {
      this.spoiling = spoiling;
      this.spoilt = spoilt;
    }

    void run() throws Exception {
      way.connect(now);
      while (!way.connected().isDone() && now < SOON) {
        serveAll();
        now += 100 * MILLI;
        way.tick(now, 0);
      }
      assertThat(way.connected()).as("keys").isCompleted();
      assertThat(way.connected().get().fingerprint()).isEqualTo(identity.fingerprint());
      way.trust(way.connected().get());
      if (spoilt >= SEALED_STEP) {
        afterwards();
      }
    }

    private void afterwards() {
      toServer.clear();
      Frame right =
          spoilt == SEALED_STEP
              ? channel.seal(SAID)
              : new Frame.Reset(channel.cid(), new Frame.Cookie(8, 9));
      Frame arrived = tell(spoilt, right);
      boolean same = arrived != null && Arrays.equals(bytes(arrived), bytes(right));
      assertThat(letThrough).hasSize(same && spoilt == SEALED_STEP ? 1 : 0);
      assertThat(toServer).hasSize(same && spoilt != SEALED_STEP ? 1 : 0);
    }

    private void serveAll() throws Exception {
      for (Frame frame = toServer.poll(); frame != null; frame = toServer.poll()) {
        switch (frame) {
          case Frame.Hello hello when !hello.cookie().equals(COOKIE) ->
              tell(0, new Frame.Retry(hello.aid(), COOKIE));
          case Frame.Hello hello -> {
            Handshake fresh = new Handshake(Tls.serverEngine(context, Tls.DATAGRAMS));
            shaking.put(hello.aid(), fresh);
            answer(fresh, hello.aid(), 0, hello.bytes());
          }
          case Frame.Handshake part when shaking.containsKey(part.aid()) ->
              answer(shaking.get(part.aid()), part.aid(), part.step(), part.bytes());
          default -> {
            // Of a handshake that has failed.
          }
        }
      }
    }

    private void answer(Handshake tls, long aid, int step, byte[] flight) {
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      try {
        said.writeBytes(tls.answer(flight));
        if (tls.isDone()) {
          said.writeBytes(tls.lastWord(WORD.array()));
          channel = tls.keys(aid).server(new Aead());
        }
      } catch (HandshakeFailed e) {
        said.writeBytes(e.alert());
        shaking.remove(aid);
      }
      tell(1 + step, new Frame.Handshake(aid, step, 0, 1, said.toByteArray()));
    }

    /// Has the client take what the server says; the first of the step that is to be spoilt is.
    private @Nullable Frame tell(int step, Frame right) {
      byte[] arriving = bytes(right);
      if (step == spoilt && pending) {
        pending = false;
        arriving = spoiling.of(arriving);
      }
      try {
        Frame frame = Frame.readFrom(ByteBuffer.wrap(arriving));
        way.receive(frame, now);
        return frame;
      } catch (MalformedDatagram | Frame.UnknownVersion e) {
        return null;
      }
    }

    @Override
    public void receive(Frame frame, long nowNanos) {
      letThrough.add(frame);
    }

    @Override
    public void reopened(long nowNanos) {}

    @Override
    public void lost(String why) {
      throw new AssertionError(why);
    }
  }

  private static byte[] bytes(Frame frame) {
    ByteBuffer out = ByteBuffer.allocate(Limits.DATAGRAM_BYTES);
    frame.writeTo(out);
    return Arrays.copyOf(out.array(), out.position());
  }
}
