package forum.client.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import forum.machine.Chance;
import forum.protocol.seal.Aead;
import forum.protocol.seal.Flight;
import forum.protocol.seal.Handshake;
import forum.protocol.seal.Identity;
import forum.protocol.seal.SealedChannel;
import forum.protocol.seal.SelfSigned;
import forum.protocol.seal.Tls;
import forum.protocol.wire.Content;
import forum.protocol.wire.Frame;
import forum.protocol.wire.Inner;
import forum.protocol.wire.Token;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SealedWayTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Token SESSION = new Token(5, 6);
  private static final Frame.Cookie COOKIE = new Frame.Cookie(7, 7);
  private static final byte[] WORD = "proof of a reset".getBytes();
  private static final long WORD_HIGH = 0x70726f6f66206f66L;
  private static final long WORD_LOW = 0x2061207265736574L;

  private final ArrayDeque<Frame> sent = new ArrayDeque<>();
  private final List<Frame> received = new ArrayList<>();
  private final List<String> lost = new ArrayList<>();
  private int reopened;
  private long now;
  private Identity identity = SelfSigned.create();
  private final SealedWay way =
      new SealedWay(
          Chance.system(),
          "forum",
          10005,
          99,
          sent::add,
          new SealedWay.Inside() {
            @Override
            public void receive(Frame frame, long nowNanos) {
              received.add(frame);
            }

            @Override
            public void reopened(long nowNanos) {
              reopened++;
            }

            @Override
            public void lost(String why) {
              lost.add(why);
            }
          });

  /// The server's end of what the client begins.
  private SealedChannel served() throws Exception {
    Frame.Hello first = (Frame.Hello) sent.removeLast();
    way.receive(new Frame.Retry(first.aid(), COOKIE), now);
    Frame.Hello hello = (Frame.Hello) sent.removeLast();
    assertThat(hello.cookie()).isEqualTo(COOKIE);
    Handshake tls = new Handshake(Tls.serverEngine(Tls.server(identity), Tls.DATAGRAMS));
    answer(hello.aid(), 0, tls.answer(hello.bytes()));
    Frame.Handshake second = (Frame.Handshake) sent.removeLast();
    ByteArrayOutputStream last = new ByteArrayOutputStream();
    last.writeBytes(tls.answer(second.bytes()));
    last.writeBytes(tls.lastWord(WORD));
    answer(hello.aid(), 1, last.toByteArray());
    return tls.keys(hello.aid()).server(new Aead());
  }

  private void answer(long aid, int step, byte[] flight) {
    List<byte[]> parts = Flight.cut(flight, Frame.HANDSHAKE_BYTES);
    for (int part = 0; part < parts.size(); part++) {
      way.receive(new Frame.Handshake(aid, step, part, parts.size(), parts.get(part)), now);
    }
  }

  private SealedChannel connected() throws Exception {
    way.connect(now);
    SealedChannel server = served();
    way.trust(way.connected().get());
    return server;
  }

  private static Inner ping() {
    return Inner.bare(Inner.Kind.PING, 1, 2, 3);
  }

  @Test
  void what_is_said_is_sealed_and_what_is_sealed_is_heard() throws Exception {
    SealedChannel server = connected();

    way.send(new Frame.Plain(SESSION, ping()));
    Content said = server.open((Frame.Sealed) sent.removeLast());
    way.receive(server.seal(new Content(SESSION, ping())), now);
    way.receive(server.seal(new Content(Token.NONE, ping())), now);

    assertThat(said.token()).isEqualTo(SESSION);
    assertThat(received).hasSize(2);
    assertThat(received.getFirst()).isInstanceOf(Frame.Plain.class);
    assertThat(((Frame.Stranger) received.getLast()).aid()).isEqualTo(99);
  }

  @Test
  void a_handshake_that_the_server_has_forgotten_is_begun_again() throws Exception {
    way.connect(now);
    Frame.Hello first = (Frame.Hello) sent.removeLast();
    way.receive(new Frame.Retry(first.aid(), COOKIE), now);
    Frame.Hello hello = (Frame.Hello) sent.removeLast();
    Handshake forgetful = new Handshake(Tls.serverEngine(Tls.server(identity), Tls.DATAGRAMS));
    answer(hello.aid(), 0, forgetful.answer(hello.bytes()));
    sent.clear();

    way.receive(new Frame.Retry(hello.aid(), COOKIE), now);
    assertThat(sent).as("a copy of what came before is nothing new").isEmpty();

    way.receive(new Frame.Retry(hello.aid(), new Frame.Cookie(8, 8)), now);
    assertThat(((Frame.Hello) sent.getLast()).aid()).isNotEqualTo(hello.aid());
    served();
    assertThat(way.connected()).isCompleted();
  }

  @Test
  void nothing_is_said_before_the_key_is_trusted() throws Exception {
    way.connect(now);
    SealedChannel server = served();

    way.send(new Frame.Plain(SESSION, ping()));
    way.receive(server.seal(new Content(SESSION, ping())), now);

    assertThat(sent).isEmpty();
    assertThat(received).isEmpty();
    assertThat(way.connected().get().fingerprint()).isEqualTo(identity.fingerprint());
    assertThat(way.connected().get().vouched()).isFalse();
  }

  @Test
  void nothing_in_the_clear_is_let_through() throws Exception {
    connected();

    way.receive(new Frame.Plain(SESSION, ping()), now);
    way.receive(new Frame.Stranger(99, Frame.Cookie.NONE, ping()), now);
    way.receive(new Frame.UseVersion(99, 2), now);
    way.receive(new Frame.Retry(99, COOKIE), now);

    assertThat(received).isEmpty();
    assertThat(sent).isEmpty();
    assertThat(lost).isEmpty();
  }

  @Test
  void a_reset_is_believed_with_the_right_proof_only() throws Exception {
    long cid = connected().cid();

    way.receive(new Frame.Reset(cid, new Frame.Cookie(WORD_HIGH, WORD_LOW ^ 1)), now);
    way.receive(new Frame.Reset(cid ^ 1, new Frame.Cookie(WORD_HIGH, WORD_LOW)), now);
    assertThat(sent).isEmpty();
    way.receive(new Frame.Reset(cid, new Frame.Cookie(WORD_HIGH, WORD_LOW)), now);

    assertThat(sent).singleElement().isInstanceOf(Frame.Hello.class);
  }

  @Test
  void after_a_reset_it_goes_on_with_new_keys() throws Exception {
    SealedChannel old = connected();
    way.receive(new Frame.Reset(old.cid(), new Frame.Cookie(WORD_HIGH, WORD_LOW)), now);
    SealedChannel fresh = served();

    way.send(new Frame.Plain(SESSION, ping()));

    assertThat(reopened).isEqualTo(2);
    assertThat(fresh.open((Frame.Sealed) sent.removeLast())).isNotNull();
    way.receive(old.seal(new Content(SESSION, ping())), now);
    assertThat(received).as("what the old keys still bring").hasSize(1);
  }

  @Test
  void another_key_than_before_is_the_end() throws Exception {
    SealedChannel old = connected();
    String before = identity.fingerprint().text();
    identity = SelfSigned.create();
    way.receive(new Frame.Reset(old.cid(), new Frame.Cookie(WORD_HIGH, WORD_LOW)), now);
    served();

    assertThat(lost).singleElement().asString().contains(before, identity.fingerprint().text());
    way.send(new Frame.Plain(SESSION, ping()));
    assertThat(old.open((Frame.Sealed) sent.removeLast()))
        .as("nothing for the new key")
        .isNotNull();
  }

  @Test
  void what_is_not_answered_is_repeated_and_after_ten_seconds_begun_anew() {
    way.connect(now);
    long aid = ((Frame.Hello) sent.removeLast()).aid();
    way.receive(new Frame.Retry(aid, COOKIE), now);
    sent.clear();
    int repeated = 0;
    long end = 10 * SECOND;
    for (now = way.tick(now, 0); now < end; now = way.tick(now, 0)) {
      repeated += sent.size();
      assertThat(sent).allMatch(frame -> ((Frame.Hello) frame).aid() == aid);
      sent.clear();
    }
    way.tick(now, 0);

    assertThat(now).isEqualTo(end);
    assertThat(repeated).isBetween(4, 8);
    assertThat(((Frame.Hello) sent.removeLast()).aid()).isNotEqualTo(aid);
  }

  @Test
  void who_is_never_heard_is_asked_less_and_less_often_for_ever() {
    way.connect(now);
    List<Long> pauses = new ArrayList<>();
    long before = now;
    while (now < 600 * SECOND) {
      sent.clear();
      now = way.tick(now, 0);
      way.tick(now, 0);
      assertThat(sent).hasSize(1);
      pauses.add(now - before);
      before = now;
    }

    assertThat(pauses).isSorted().hasSizeLessThan(600 / 8 + 10);
    assertThat(pauses.getFirst()).isEqualTo(SECOND * 3 / 10);
    assertThat(pauses.getLast()).isEqualTo(8 * SECOND);
  }

  @Test
  void long_silence_makes_it_look_for_the_server_again_and_keep_the_old_keys() throws Exception {
    SealedChannel server = connected();
    now = 6 * SECOND;

    way.tick(now, 4 * SECOND);
    assertThat(sent).isEmpty();
    way.tick(now, 5 * SECOND);

    assertThat(sent.removeLast()).isInstanceOf(Frame.Hello.class);
    way.receive(server.seal(new Content(SESSION, ping())), now);
    assertThat(received).hasSize(1);
  }

  /// The first answer is somebody else's, each time but the last.
  @Test
  void a_handshake_that_somebody_has_spoilt_is_begun_again() throws Exception {
    way.connect(now);
    for (int i = 1; i < SealedWay.TRIES; i++) {
      spoil(new byte[] {0x16, 3, 3, 0, 1, 0});
    }
    assertThat(way.connected()).isNotDone();
    served();

    assertThat(way.connected()).isCompleted();
  }

  private void spoil(byte[] flight) {
    long aid = ((Frame.Hello) sent.getLast()).aid();
    answer(aid, 0, flight);
    assertThat(((Frame.Hello) sent.getLast()).aid()).isNotEqualTo(aid);
  }

  @Test
  void a_server_that_refuses_every_time_is_left_with_its_last_reason() throws Exception {
    way.connect(now);
    byte[] alert = {0x15, 3, 3, 0, 2, 2, 120};
    for (int i = 1; i < SealedWay.TRIES; i++) {
      spoil(alert);
    }
    answer(((Frame.Hello) sent.getLast()).aid(), 0, alert);

    assertThat(way.connected())
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(LinkFailure.NoHandshake.class)
        .withMessageContaining("no_application_protocol");
    sent.clear();
    way.tick(now + SECOND, 0);
    assertThat(sent).isEmpty();
  }

  @Test
  void a_server_that_refuses_without_a_word_is_not_waited_for() throws Exception {
    way.connect(now);
    for (int i = 1; i < SealedWay.TRIES; i++) {
      spoil(new byte[0]);
    }
    answer(((Frame.Hello) sent.getLast()).aid(), 0, new byte[0]);

    assertThat(way.connected())
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withMessageContaining("refused without a word");
  }

  /// What a server says first is not proven by anything before its last record.
  @Test
  void a_server_that_stops_behind_its_first_record_is_not_waited_for() throws Exception {
    way.connect(now);
    Frame.Hello hello = (Frame.Hello) sent.getLast();
    Handshake tls = new Handshake(Tls.serverEngine(Tls.server(identity), Tls.DATAGRAMS));
    byte[] flight = tls.answer(hello.bytes());
    spoil(Arrays.copyOf(flight, 5 + (flight[3] << 8 | flight[4])));
    served();

    assertThat(way.connected()).isCompleted();
  }

  @Test
  void a_version_is_believed_only_when_it_is_said_again_and_again() throws Exception {
    way.connect(now);
    for (int i = 0; i < SealedWay.TRIES; i++) {
      assertThat(way.connected()).isNotDone();
      way.receive(new Frame.UseVersion(((Frame.Hello) sent.getLast()).aid(), 3), now);
    }

    assertThat(way.connected())
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(LinkFailure.VersionRefused.class);
  }

  @Test
  void a_spoilt_handshake_beside_keys_that_serve_ends_nothing() throws Exception {
    SealedChannel old = connected();
    way.receive(new Frame.Reset(old.cid(), new Frame.Cookie(WORD_HIGH, WORD_LOW)), now);
    spoil(new byte[] {0x15, 3, 3, 0, 2, 2, 40});
    way.send(new Frame.Plain(SESSION, ping()));
    assertThat(old.open((Frame.Sealed) sent.removeLast())).isNotNull();
    SealedChannel fresh = served();

    way.send(new Frame.Plain(SESSION, ping()));
    assertThat(fresh.open((Frame.Sealed) sent.removeLast())).isNotNull();
    assertThat(lost).isEmpty();
  }

  /// While the user is asked about the first key.
  @Test
  void a_key_that_is_being_judged_is_not_replaced_by_another() throws Exception {
    way.connect(now);
    SealedChannel first = served();
    ServerKey judged = way.connected().get();
    identity = SelfSigned.create();
    way.receive(new Frame.Reset(first.cid(), new Frame.Cookie(WORD_HIGH, WORD_LOW)), now);
    served();

    assertThat(lost).singleElement().asString().contains(judged.fingerprint().text());
    way.trust(judged);
    way.send(new Frame.Plain(SESSION, ping()));
    assertThat(first.open((Frame.Sealed) sent.removeLast())).isNotNull();
  }

  @Test
  void only_the_key_that_was_proven_can_be_trusted() throws Exception {
    way.connect(now);
    served();
    ServerKey other =
        new ServerKey(SelfSigned.create().getCertificateChain("")[0].getPublicKey(), true);

    assertThatThrownBy(() -> way.trust(other)).isInstanceOf(IllegalArgumentException.class);
  }
}
