package forum.server.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import forum.machine.Chance;
import forum.machine.DatagramPort;
import forum.protocol.Limits;
import forum.protocol.seal.Aead;
import forum.protocol.seal.Flight;
import forum.protocol.seal.Handshake;
import forum.protocol.seal.HandshakeFailed;
import forum.protocol.seal.Identity;
import forum.protocol.seal.SealedChannel;
import forum.protocol.seal.SelfSigned;
import forum.protocol.seal.Tls;
import forum.protocol.seal.Witness;
import forum.protocol.wire.Content;
import forum.protocol.wire.Frame;
import forum.protocol.wire.Inner;
import forum.protocol.wire.Token;
import forum.server.model.ServerLimits;
import forum.server.net.DatagramGate.Arrival;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class SealedGateTest {
  private static final InetSocketAddress HOME = new InetSocketAddress("192.0.2.1", 1111);
  private static final InetSocketAddress AWAY = new InetSocketAddress("198.51.100.1", 2222);
  private static final long SECOND = 1_000_000_000L;

  private record Datagram(InetSocketAddress address, byte[] bytes) {}

  /// What is sent stays here; what arrives was put here.
  private static final class Wire implements DatagramPort {
    final ArrayDeque<Datagram> arriving = new ArrayDeque<>();
    final List<Datagram> sent = new ArrayList<>();

    @Override
    public InetSocketAddress address() {
      return new InetSocketAddress("192.0.2.99", 10005);
    }

    @Override
    public void send(InetSocketAddress to, ByteBuffer datagram) {
      byte[] bytes = new byte[datagram.remaining()];
      datagram.get(bytes);
      sent.add(new Datagram(to, bytes));
    }

    @Override
    public InetSocketAddress receive(ByteBuffer buffer) {
      Datagram next = arriving.poll();
      buffer.clear();
      if (next != null) {
        buffer.put(next.bytes());
      }
      buffer.flip();
      return next == null ? null : next.address();
    }

    @Override
    public void await(long nanos) {}

    @Override
    public void wakeUp() {}

    @Override
    public void close() {}
  }

  private final Identity identity = SelfSigned.create();
  private final Wire wire = new Wire();
  private Executor computing = Runnable::run;
  private long now = SECOND;
  private DatagramGate gate = gate();

  private DatagramGate gate() {
    Sealing sealing = Sealing.of(identity, task -> computing.execute(task));
    return new DatagramGate(wire, Chance.system(), false, Optional.of(sealing), _ -> {});
  }

  private static byte[] bytes(Frame frame) {
    ByteBuffer out = ByteBuffer.allocate(Limits.DATAGRAM_BYTES);
    frame.writeTo(out);
    byte[] bytes = new byte[out.position()];
    out.flip().get(bytes);
    return bytes;
  }

  /// Has the gate take a datagram; what it lets through.
  private Arrival arrives(InetSocketAddress from, byte[] datagram) {
    wire.arriving.add(new Datagram(from, datagram));
    Arrival arrival = gate.next(now, 10);
    return arrival == null ? gate.next(now, 10) : arrival; // in between, what was computed
  }

  private List<Frame> answers() throws Exception {
    List<Frame> frames = new ArrayList<>();
    for (Datagram each : wire.sent) {
      frames.add(Frame.readFrom(ByteBuffer.wrap(each.bytes())));
    }
    wire.sent.clear();
    return frames;
  }

  /// A client, as far as this gate sees it.
  private final class Client {
    final long aid;
    final Handshake tls;
    final byte[] first;
    Frame.Cookie cookie = Frame.Cookie.NONE;

    Client(long aid) throws Exception {
      this.aid = aid;
      this.tls = new Handshake(Tls.clientEngine(new Witness(), "forum", 10005, Tls.DATAGRAMS));
      this.first = tls.begin();
    }

    /// One that says the same as `like`, under another number.
    Client(long aid, Client like) {
      this.aid = aid;
      this.tls = like.tls;
      this.first = like.first;
    }

    byte[] hello() {
      return bytes(new Frame.Hello(aid, cookie, 0, 1, first));
    }

    void takesCookie() throws Exception {
      arrives(HOME, hello());
      cookie = ((Frame.Retry) answers().getFirst()).cookie();
    }

    byte[] heard() throws Exception {
      Flight flight = new Flight();
      byte[] whole = null;
      for (Frame frame : answers()) {
        Frame.Handshake part = (Frame.Handshake) frame;
        whole = flight.add(part.part(), part.parts(), part.bytes());
      }
      return whole;
    }

    byte[] second() throws Exception {
      arrives(HOME, hello());
      return bytes(new Frame.Handshake(aid, 1, 0, 1, tls.answer(heard())));
    }

    SealedChannel connects() throws Exception {
      takesCookie();
      arrives(HOME, second());
      tls.answer(heard());
      return tls.keys(aid).client(new Aead());
    }
  }

  private static Content ping(long seq) {
    return new Content(new Token(7, 8), Inner.bare(Inner.Kind.PING, seq, 0, 0));
  }

  private static Peer peer(Arrival arrival) {
    return switch (arrival) {
      case Arrival.OfSession session -> session.from();
      case Arrival.OfStranger stranger -> stranger.from();
    };
  }

  @Test
  void keys_are_made_and_what_is_sealed_arrives() throws Exception {
    SealedChannel channel = new Client(1).connects();

    assertThat(arrives(HOME, bytes(channel.seal(ping(3)))))
        .isInstanceOfSatisfying(
            Arrival.OfSession.class,
            arrival -> {
              assertThat(arrival.sid()).isEqualTo(new Token(7, 8));
              assertThat(arrival.inner().seq()).isEqualTo(3);
            });
  }

  @Test
  void what_the_server_sends_is_sealed() throws Exception {
    SealedChannel channel = new Client(1).connects();
    Peer client = peer(arrives(HOME, bytes(channel.seal(ping(3)))));

    gate.send(client, 0, new Token(7, 8), Inner.bare(Inner.Kind.PONG, 3, 0, 0));

    Content heard = channel.open((Frame.Sealed) answers().getFirst());
    assertThat(heard.inner().kind()).isEqualTo(Inner.Kind.PONG);
    assertThat(heard.token()).isEqualTo(new Token(7, 8));
  }

  @Test
  void both_ends_bind_logins_to_the_same() throws Exception {
    Client client = new Client(1);
    SealedChannel channel = client.connects();
    Peer peer = peer(arrives(HOME, bytes(channel.seal(ping(3)))));

    assertThat(peer.binding()).usingRecursiveComparison().isEqualTo(client.tls.binding());
  }

  @Test
  void without_a_cookie_there_is_nothing_but_a_short_retry() throws Exception {
    computing =
        _ -> {
          throw new AssertionError("computed for a stranger");
        };
    Client client = new Client(1);
    for (long aid = 0; aid < 5000; aid++) {
      arrives(HOME, bytes(new Frame.Hello(aid, new Frame.Cookie(1, aid), 0, 1, client.first)));
    }

    assertThat(wire.sent).hasSize(5000).allSatisfy(sent -> assertThat(sent.bytes()).hasSize(25));
  }

  @Test
  void a_cookie_is_of_no_use_elsewhere() throws Exception {
    Client client = new Client(1);
    client.takesCookie();

    arrives(AWAY, client.hello());

    assertThat(answers()).singleElement().isInstanceOf(Frame.Retry.class);
  }

  @Test
  void a_flight_that_was_answered_gets_the_same_answer_again() throws Exception {
    Client client = new Client(1);
    client.takesCookie();
    arrives(HOME, client.hello());
    List<Datagram> once = List.copyOf(wire.sent);
    wire.sent.clear();

    arrives(HOME, client.hello());

    assertThat(wire.sent).usingRecursiveComparison().isEqualTo(once);
  }

  @Test
  void the_last_answer_is_repeated_too_and_the_keys_stay() throws Exception {
    Client client = new Client(1);
    client.takesCookie();
    byte[] second = client.second();
    arrives(HOME, second);
    wire.sent.clear();

    arrives(HOME, second);
    client.tls.answer(client.heard());

    SealedChannel channel = client.tls.keys(1).client(new Aead());
    assertThat(arrives(HOME, bytes(channel.seal(ping(1))))).isNotNull();
  }

  @Test
  void somebody_elses_flight_does_not_disturb_a_handshake() throws Exception {
    Client client = new Client(1);
    client.takesCookie();
    byte[] second = client.second();

    arrives(AWAY, bytes(new Frame.Handshake(1, 1, 0, 1, new byte[100])));
    assertThat(wire.sent.removeFirst().address()).isEqualTo(AWAY);
    arrives(HOME, second);
    client.tls.answer(client.heard());

    assertThat(client.tls.word()).hasSize(Handshake.WORD_BYTES);
  }

  @Test
  void a_server_started_anew_has_a_handshake_begun_again() throws Exception {
    Client client = new Client(1);
    client.takesCookie();
    byte[] second = client.second();
    gate = gate();

    arrives(HOME, second);

    Frame.Retry retry = (Frame.Retry) answers().getFirst();
    assertThat(retry.aid()).isEqualTo(1);
    assertThat(retry.cookie()).isNotEqualTo(client.cookie);
  }

  @Test
  void a_flight_nobody_knows_gets_no_more_bytes_than_it_had_and_not_for_ever() {
    int head = 12;
    arrives(HOME, bytes(new Frame.Handshake(1, 1, 0, 1, new byte[Frame.RETRY_BYTES - head - 1])));
    assertThat(wire.sent).isEmpty();

    for (int i = 0; i < 1000; i++) {
      arrives(HOME, bytes(new Frame.Handshake(1, 1, 0, 1, new byte[Frame.RETRY_BYTES - head])));
    }
    assertThat(wire.sent).hasSize(ServerLimits.STRANGER_DATAGRAMS_PER_ADDRESS);
    assertThat(wire.sent).allMatch(each -> each.bytes().length == Frame.RETRY_BYTES);
  }

  @Test
  void a_copy_is_not_let_through() throws Exception {
    SealedChannel channel = new Client(1).connects();
    byte[] datagram = bytes(channel.seal(ping(3)));

    assertThat(arrives(HOME, datagram)).isNotNull();
    assertThat(arrives(HOME, datagram)).isNull();
    assertThat(arrives(AWAY, datagram)).isNull();
    assertThat(wire.sent).isEmpty();
    assertThat(gate.counters().malformed()).isEqualTo(2);
  }

  @Test
  void who_has_keys_that_are_not_known_is_told_so_in_fewer_bytes() throws Exception {
    Client client = new Client(1);
    SealedChannel channel = client.connects();
    gate = gate();

    byte[] datagram = bytes(channel.seal(ping(3)));
    assertThat(arrives(HOME, datagram)).isNull();

    assertThat(wire.sent.getFirst().bytes().length).isLessThan(datagram.length);
    Frame.Reset reset = (Frame.Reset) answers().getFirst();
    ByteBuffer word = ByteBuffer.wrap(client.tls.word());
    assertThat(reset)
        .isEqualTo(
            new Frame.Reset(channel.cid(), new Frame.Cookie(word.getLong(), word.getLong())));
  }

  @Test
  void nobody_is_flooded_with_resets() throws Exception {
    SealedChannel channel = new Client(1).connects();
    gate = gate();

    for (int i = 0; i < 1000; i++) {
      arrives(HOME, bytes(channel.seal(ping(i))));
    }

    assertThat(wire.sent).hasSize(ServerLimits.STRANGER_DATAGRAMS_PER_ADDRESS);
  }

  @Test
  void a_client_that_has_moved_is_asked_to_prove_it_and_answered_there() throws Exception {
    SealedChannel channel = new Client(1).connects();
    arrives(HOME, bytes(channel.seal(ping(1))));

    Peer peer = peer(arrives(AWAY, bytes(channel.seal(ping(2)))));

    assertThat(peer.address()).isEqualTo(AWAY);
    assertThat(wire.sent).singleElement().satisfies(to -> assertThat(to.address()).isEqualTo(AWAY));
    Content challenge = channel.open((Frame.Sealed) answers().getFirst());
    assertThat(challenge.inner().kind()).isEqualTo(Inner.Kind.PING);
    Inner pong = Inner.bare(Inner.Kind.PONG, challenge.inner().seq(), 0, 0);
    arrives(AWAY, bytes(channel.seal(new Content(new Token(7, 8), pong))));
    sendMuch(peer);
    assertThat(wire.sent).hasSize(100);
  }

  private void sendMuch(Peer peer) {
    for (int i = 0; i < 100; i++) {
      gate.send(
          peer, 0, new Token(7, 8), Inner.whole(Inner.Kind.NOTICE, 0, 0, 0, 0, new byte[900]));
    }
  }

  @Test
  void an_address_that_is_not_proven_gets_three_times_what_it_sent() throws Exception {
    SealedChannel channel = new Client(1).connects();
    byte[] datagram = bytes(channel.seal(ping(1)));
    Peer peer = peer(arrives(AWAY, datagram));

    sendMuch(peer);
    gate.send(peer, 0, new Token(7, 8), Inner.bare(Inner.Kind.PONG, 1, 0, 0));

    int bytes =
        wire.sent.stream()
            .filter(sent -> sent.address().equals(AWAY))
            .mapToInt(sent -> sent.bytes().length)
            .sum();
    assertThat(bytes).isPositive().isLessThanOrEqualTo(3 * datagram.length);
  }

  @Test
  void who_sends_a_clients_datagrams_on_keeps_no_answer_from_it() throws Exception {
    SealedChannel channel = new Client(1).connects();
    Peer peer = peer(arrives(AWAY, bytes(channel.seal(ping(1)))));
    wire.sent.clear();

    sendMuch(peer);

    assertThat(wire.sent.stream().filter(sent -> sent.address().equals(HOME))).hasSize(100);
  }

  @Test
  void an_association_made_before_is_older() throws Exception {
    SealedChannel first = new Client(1).connects();
    SealedChannel second = new Client(2).connects();

    Peer later = peer(arrives(HOME, bytes(second.seal(ping(1)))));
    Peer earlier = peer(arrives(AWAY, bytes(first.seal(ping(1)))));

    assertThat(earlier.isOlderThan(later)).isTrue();
    assertThat(later.isOlderThan(earlier)).isFalse();
    assertThat(later.isOlderThan(new Peer.Clear(HOME))).isFalse();
  }

  @Test
  void an_old_datagram_from_elsewhere_moves_nobody() throws Exception {
    SealedChannel channel = new Client(1).connects();
    byte[] held = bytes(channel.seal(ping(1)));
    Peer peer = peer(arrives(HOME, bytes(channel.seal(ping(2)))));

    assertThat(arrives(AWAY, held)).isNotNull();

    assertThat(peer.address()).isEqualTo(HOME);
    assertThat(wire.sent).isEmpty();
  }

  @Test
  void back_at_the_proven_address_nothing_has_to_be_proven() throws Exception {
    SealedChannel channel = new Client(1).connects();
    Peer peer = peer(arrives(AWAY, bytes(channel.seal(ping(1)))));
    arrives(HOME, bytes(channel.seal(ping(2))));
    wire.sent.clear();

    sendMuch(peer);

    assertThat(wire.sent).hasSize(100).allMatch(sent -> sent.address().equals(HOME));
  }

  @Test
  void too_many_handshakes_make_the_oldest_forgotten() throws Exception {
    Client first = new Client(1);
    first.takesCookie();
    byte[] second = first.second();
    for (int i = 0; i <= ServerLimits.HANDSHAKES; i++) {
      now += SECOND / 110;
      wire.sent.clear();
      Client other = new Client(2 + i, first);
      other.takesCookie();
      arrives(HOME, other.hello());
    }
    wire.sent.clear();

    arrives(HOME, second);

    assertThat(answers()).hasSize(1).allMatch(frame -> frame instanceof Frame.Retry);
  }

  @Test
  void an_address_may_not_begin_more_handshakes_than_so_many_a_second() throws Exception {
    Client one = new Client(0);
    int answered = 0;
    for (int i = 0; i < 2 * ServerLimits.HANDSHAKES_PER_SECOND; i++) {
      Client client = new Client(i, one);
      client.takesCookie();
      arrives(HOME, client.hello());
      answered += answers().isEmpty() ? 0 : 1;
    }

    assertThat(answered).isEqualTo(ServerLimits.HANDSHAKES_PER_SECOND);
  }

  @Test
  void what_cannot_be_computed_now_is_computed_when_it_comes_again() throws Exception {
    Client client = new Client(1);
    client.takesCookie();
    computing =
        _ -> {
          throw new RejectedExecutionException();
        };
    arrives(HOME, client.hello());
    assertThat(wire.sent).isEmpty();
    computing = Runnable::run;

    arrives(HOME, client.hello());

    assertThat(answers()).isNotEmpty().allMatch(Frame.Handshake.class::isInstance);
  }

  @Test
  void a_changed_bit_anywhere_lets_nothing_through_and_gets_no_long_answer() throws Exception {
    SealedChannel channel = new Client(1).connects();
    byte[] datagram = bytes(channel.seal(ping(1)));

    for (int bit = 0; bit < 8 * datagram.length; bit++) {
      byte[] changed = datagram.clone();
      changed[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThat(arrives(HOME, changed)).as("bit %d", bit).isNull();
      assertThat(wire.sent).allMatch(sent -> sent.bytes().length < datagram.length);
      wire.sent.clear();
    }
  }

  @Test
  void in_the_clear_nothing_comes_in_from_afar() {
    assertThat(arrives(HOME, bytes(new Frame.Plain(new Token(7, 8), ping(1).inner())))).isNull();
    assertThat(arrives(HOME, bytes(new Frame.Stranger(1, Frame.Cookie.NONE, ping(1).inner()))))
        .isNull();
    assertThat(wire.sent).isEmpty();
  }

  @Test
  void a_client_that_was_not_heard_yet_is_told_nothing() {
    gate.send(new Peer.Unheard(HOME), 0, new Token(7, 8), ping(1).inner());

    assertThat(wire.sent).isEmpty();
  }

  @Test
  void a_handshake_that_is_done_begins_no_other_one() throws Exception {
    Client client = new Client(1);
    client.connects();
    Client other = new Client(2);

    arrives(HOME, bytes(new Frame.Handshake(1, 2, 0, 1, other.first)));

    assertThat(wire.sent).isEmpty();
  }

  @Test
  void more_than_a_last_flight_ends_the_handshake_and_nothing_else() throws Exception {
    Client client = new Client(1);
    client.takesCookie();
    arrives(HOME, client.hello());
    byte[] last = client.tls.answer(client.heard());
    byte[] more = Arrays.copyOf(last, last.length + 22);
    more[last.length] = 23;

    arrives(HOME, bytes(new Frame.Handshake(1, 1, 0, 1, more)));
    wire.sent.clear();
    arrives(HOME, client.hello());

    assertThat(answers()).first().isInstanceOf(Frame.Handshake.class); // it may begin again
    assertThat(new Client(2).connects()).isNotNull();
  }

  @Test
  void an_answer_is_repeated_only_for_some_time_and_so_often() throws Exception {
    Client client = new Client(1);
    client.takesCookie();
    byte[] second = client.second();
    arrives(HOME, second);
    wire.sent.clear();
    for (int i = 0; i < 100; i++) {
      arrives(HOME, second);
    }
    assertThat(wire.sent).hasSize(16);
    wire.sent.clear();

    Client late = new Client(2);
    late.takesCookie();
    byte[] lateSecond = late.second();
    now += (ServerLimits.HANDSHAKE_SECONDS + 1) * SECOND;
    wire.sent.clear();
    arrives(HOME, lateSecond);
    assertThat(wire.sent).isEmpty();
  }

  @Test
  void who_speaks_something_else_inside_gets_no_keys() throws Exception {
    Client client = new Client(1);
    Handshake other = new Handshake(Tls.clientEngine(new Witness(), "forum", 10005, "forum/0"));
    client.takesCookie();

    arrives(HOME, bytes(new Frame.Hello(1, client.cookie, 0, 1, other.begin())));

    byte[] alert = client.heard();
    assertThatThrownBy(() -> other.answer(alert)).isInstanceOf(HandshakeFailed.class);
  }

  @Test
  void a_stranger_is_heard_only_from_where_it_has_proven_to_be() throws Exception {
    SealedChannel channel = new Client(1).connects();
    arrives(HOME, bytes(channel.seal(ping(1))));
    Content login = new Content(Token.NONE, Inner.bare(Inner.Kind.QUERY, 1, 0, 0));
    wire.sent.clear();

    assertThat(arrives(AWAY, bytes(channel.seal(login)))).isNull();
    Content challenge = channel.open((Frame.Sealed) answers().getFirst());
    Inner pong = Inner.bare(Inner.Kind.PONG, challenge.inner().seq(), 0, 0);
    arrives(AWAY, bytes(channel.seal(new Content(Token.NONE, pong))));

    assertThat(arrives(AWAY, bytes(channel.seal(login)))).isNotNull();
  }
}
