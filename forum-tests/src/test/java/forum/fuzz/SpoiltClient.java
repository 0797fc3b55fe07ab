package forum.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import forum.machine.Chance;
import forum.machine.DatagramPort;
import forum.protocol.Limits;
import forum.protocol.seal.Aead;
import forum.protocol.seal.Handshake;
import forum.protocol.seal.Identity;
import forum.protocol.seal.Tls;
import forum.protocol.seal.Witness;
import forum.protocol.wire.Content;
import forum.protocol.wire.Frame;
import forum.protocol.wire.Inner;
import forum.protocol.wire.Token;
import forum.server.net.DatagramGate;
import forum.server.net.DatagramGate.Arrival;
import forum.server.net.Sealing;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A client of the server's gate, one of whose datagrams is spoilt on its way. Whatever it has
/// become, it is not let through, no more comes back than is allowed, and the next client is
/// served.
final class SpoiltClient {
  /// HELLO, HELLO with the cookie, the second flight, something sealed.
  static final int STEPS = 4;

  private static final int SEALED_STEP = 3;
  private static final int UNPROVEN_STEP = 0;
  private static final long SECOND = 1_000_000_000L;
  private static final InetSocketAddress FROM = new InetSocketAddress("192.0.2.1", 4711);
  private static final Content SAID =
      new Content(new Token(1, 2), Inner.bare(Inner.Kind.PING, 1, 2, 3));

  private final Wire wire = new Wire();
  private final DatagramGate gate;
  private long now = SECOND;
  private long aid;

  SpoiltClient(Identity identity) {
    Optional<Sealing> sealing = Optional.of(Sealing.of(identity, Runnable::run));
    gate = new DatagramGate(wire, Chance.system(), false, sealing, _ -> {});
  }

  void check(byte[] input) throws Exception {
    now += SECOND;
    Spoiling spoiling = new Spoiling(input);
    int spoilt = spoiling.step(STEPS);
    Client client = new Client(++aid);
    for (int step = 0; step < spoilt; step++) {
      client.heard(exchanged(client.next(step)));
    }
    byte[] right = client.next(spoilt);
    byte[] arriving = spoiling.of(right);
    boolean same = Arrays.equals(arriving, right);
    List<byte[]> back = new ArrayList<>();
    Arrival arrival = arrives(arriving, back);
    assertThat(arrival != null).as("let through").isEqualTo(same && spoilt == SEALED_STEP);
    if (spoilt == UNPROVEN_STEP) {
      int bytes = back.stream().mapToInt(each -> each.length).sum();
      assertThat(bytes).as("bytes back").isLessThanOrEqualTo(arriving.length);
    }
    assertServed(new Client(++aid));
  }

  private void assertServed(Client next) throws Exception {
    for (int step = 0; step < SEALED_STEP; step++) {
      next.heard(exchanged(next.next(step)));
    }
    assertThat(arrives(next.next(SEALED_STEP), new ArrayList<>())).as("served").isNotNull();
  }

  private List<byte[]> exchanged(byte[] datagram) {
    List<byte[]> back = new ArrayList<>();
    assertThat(arrives(datagram, back)).isNull();
    return back;
  }

  /// Has the gate take a datagram; adds its answers to `back`.
  private Arrival arrives(byte[] datagram, List<byte[]> back) {
    wire.arriving.add(datagram);
    Arrival arrival = gate.next(now, 10);
    Arrival later = arrival == null ? gate.next(now, 10) : arrival; // what was computed between
    back.addAll(wire.sent);
    wire.sent.clear();
    return later;
  }

  /// One that does everything right.
  private static final class Client {
    private final long aid;
    private final Handshake tls =
        new Handshake(Tls.clientEngine(new Witness(), "forum", 10005, Tls.DATAGRAMS));
    private byte[] flight;
    private Frame.Cookie cookie = Frame.Cookie.NONE;

    Client(long aid) throws Exception {
      this.aid = aid;
      this.flight = tls.begin();
    }

    byte[] next(int step) {
      return bytes(
          switch (step) {
            case 0, 1 -> new Frame.Hello(aid, cookie, 0, 1, flight);
            case 2 -> new Frame.Handshake(aid, 1, 0, 1, flight);
            default -> tls.keys(aid).client(new Aead()).seal(SAID);
          });
    }

    void heard(List<byte[]> datagrams) throws Exception {
      ByteArrayOutputStream whole = new ByteArrayOutputStream();
      for (byte[] datagram : datagrams) {
        switch (Frame.readFrom(ByteBuffer.wrap(datagram))) {
          case Frame.Retry retry -> cookie = retry.cookie();
          case Frame.Handshake part -> whole.writeBytes(part.bytes());
          default -> throw new AssertionError("unexpected");
        }
      }
      if (whole.size() > 0) {
        flight = tls.answer(whole.toByteArray());
      }
    }
  }

  private static byte[] bytes(Frame frame) {
    ByteBuffer out = ByteBuffer.allocate(Limits.DATAGRAM_BYTES);
    frame.writeTo(out);
    return Arrays.copyOf(out.array(), out.position());
  }

  /// What is sent stays here; what arrives was put here.
  private static final class Wire implements DatagramPort {
    final ArrayDeque<byte[]> arriving = new ArrayDeque<>();
    final List<byte[]> sent = new ArrayList<>();

    @Override
    public InetSocketAddress address() {
      return new InetSocketAddress("192.0.2.99", 10005);
    }

    @Override
    public void send(InetSocketAddress to, ByteBuffer datagram) {
      byte[] bytes = new byte[datagram.remaining()];
      datagram.get(bytes);
      sent.add(bytes);
    }

    @Override
    public InetSocketAddress receive(ByteBuffer buffer) {
      byte[] next = arriving.poll();
      buffer.clear();
      if (next != null) {
        buffer.put(next);
      }
      buffer.flip();
      return next == null ? null : FROM;
    }

    @Override
    public void await(long nanos) {}

    @Override
    public void wakeUp() {}

    @Override
    public void close() {}
  }
}
