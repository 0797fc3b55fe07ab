package forum.protocol.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import forum.protocol.wire.Content;
import forum.protocol.wire.Inner;
import forum.protocol.wire.Token;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;

class HandshakeTest {
  private static final byte[] WORD = "0123456789abcdef".getBytes();

  private final Identity identity = SelfSigned.create();
  private final SSLContext context = Tls.server(identity);

  private Handshake client(String protocol) {
    return new Handshake(Tls.clientEngine(new Witness(), "localhost", 10005, protocol));
  }

  private Handshake server() {
    return new Handshake(Tls.serverEngine(context, Tls.DATAGRAMS));
  }

  @Test
  void both_ends_export_the_same_keys() throws Exception {
    Handshake client = client(Tls.DATAGRAMS);
    Handshake server = server();

    byte[] first = client.begin();
    byte[] second = server.answer(first);
    byte[] third = client.answer(second);
    byte[] ticket = server.answer(third);
    assertThat(server.isDone()).isTrue();
    client.answer(ticket);
    assertThat(client.word()).isEmpty();
    client.answer(server.lastWord(WORD));

    assertThat(client.isDone()).isTrue();
    assertThat(client.word()).isEqualTo(WORD);
    SealedChannel there = client.keys(5).client(new Aead());
    SealedChannel here = server.keys(5).server(new Aead());
    Content said = new Content(new Token(1, 2), Inner.bare(Inner.Kind.PING, 1, 2, 3));
    assertThat(there.cid()).isEqualTo(here.cid());
    assertThat(here.open(there.seal(said))).isNotNull();
    assertThat(there.open(here.seal(said))).isNotNull();
    assertThat(server.keys(6).server(new Aead()).cid()).isNotEqualTo(there.cid());
    X509Certificate seen = (X509Certificate) client.peer().getFirst();
    assertThat(Fingerprint.of(seen.getPublicKey())).isEqualTo(identity.fingerprint());
  }

  @Test
  void the_flights_fit_datagrams() throws Exception {
    Handshake client = client(Tls.DATAGRAMS);
    Handshake server = server();

    byte[] first = client.begin();
    byte[] second = server.answer(first);
    byte[] third = client.answer(second);

    assertThat(first).hasSizeLessThan(1171);
    assertThat(second).hasSizeLessThan(1188);
    assertThat(third).hasSizeLessThan(1188);
  }

  @Test
  void a_client_that_speaks_something_else_is_told() throws Exception {
    Handshake client = client("forum/9");

    assertThatThrownBy(() -> server().answer(client.begin()))
        .isInstanceOfSatisfying(
            HandshakeFailed.class,
            failed -> {
              assertThat(failed.alert()).isNotEmpty();
              assertThatThrownBy(() -> client.answer(failed.alert()))
                  .isInstanceOf(HandshakeFailed.class)
                  .hasMessageContaining("no_application_protocol");
            });
  }

  /// Whoever could talk an end into something older could then break that.
  @Test
  void nobody_is_talked_into_anything_weaker() throws Exception {
    Consumer<SSLParameters> older =
        changed -> {
          changed.setProtocols(new String[] {"TLSv1.2"});
          changed.setCipherSuites(new String[] {"TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"});
        };
    Consumer<SSLParameters> other =
        changed -> changed.setCipherSuites(new String[] {"TLS_AES_256_GCM_SHA384"});
    Consumer<SSLParameters> silent = changed -> changed.setApplicationProtocols(new String[0]);

    for (Consumer<SSLParameters> change : List.of(older, other, silent)) {
      SSLEngine client = Tls.clientEngine(new Witness(), "forum", 10005, Tls.DATAGRAMS);
      SSLEngine server = Tls.serverEngine(context, Tls.DATAGRAMS);

      assertNoKeys(with(change, client), server());
      assertNoKeys(client(Tls.DATAGRAMS), with(change, server));
    }
  }

  private static Handshake with(Consumer<SSLParameters> change, SSLEngine engine) {
    SSLParameters parameters = engine.getSSLParameters();
    change.accept(parameters);
    engine.setSSLParameters(parameters);
    return new Handshake(engine);
  }

  /// One of them may believe for a while that it is done; both do not.
  private static void assertNoKeys(Handshake client, Handshake server) {
    assertThatThrownBy(
            () -> {
              byte[] flight = client.begin();
              while (!client.isDone() || !server.isDone()) {
                flight = client.answer(server.answer(flight));
              }
            })
        .isInstanceOf(HandshakeFailed.class);
  }

  /// But for the heads of records, which say nothing that matters.
  @Test
  void a_changed_bit_of_the_servers_flight_is_found() throws Exception {
    Random random = new Random(11);
    for (int round = 0; round < 20; round++) {
      Handshake client = client(Tls.DATAGRAMS);
      byte[] flight = server().answer(client.begin());
      int at = round % 2 == 0 ? 5 + random.nextInt(100) : flight.length - 1 - random.nextInt(300);
      flight[at] ^= (byte) (1 << random.nextInt(8));

      assertThat(isDone(client, flight)).isFalse();
    }
  }

  private static boolean isDone(Handshake client, byte[] flight) {
    try {
      client.answer(flight);
      return client.isDone();
    } catch (HandshakeFailed e) {
      return false;
    }
  }

  @Test
  void nobody_ends_a_handshake_in_the_clear() throws Exception {
    byte[] close = {0x15, 3, 3, 0, 2, 1, 0};
    Handshake client = client(Tls.DATAGRAMS);
    Handshake server = server();
    byte[] first = client.begin();
    server.answer(first);

    assertThatThrownBy(() -> server.answer(close)).isInstanceOf(HandshakeFailed.class);
    assertThat(server.isDone()).isFalse();
    assertThatThrownBy(() -> client.answer(close)).isInstanceOf(HandshakeFailed.class);
    assertThat(client.isDone()).isFalse();
  }

  @Test
  void nonsense_of_any_length_fails() {
    Random random = new Random(5);
    for (int length = 1; length < 1200; length += 13) {
      byte[] nonsense = new byte[length];
      random.nextBytes(nonsense);

      assertThatThrownBy(() -> server().answer(nonsense)).isInstanceOf(HandshakeFailed.class);
    }
  }

  @Test
  void an_empty_flight_is_a_refusal() throws Exception {
    Handshake client = client(Tls.DATAGRAMS);
    client.begin();

    assertThatThrownBy(() -> client.answer(new byte[0])).isInstanceOf(HandshakeFailed.class);
    assertThatThrownBy(() -> server().answer(new byte[0])).isInstanceOf(HandshakeFailed.class);
  }

  @Test
  void what_the_engine_fails_at_is_a_failed_handshake() {
    SSLEngine engine = Tls.serverEngine(context, Tls.DATAGRAMS);
    Handshake faulty = new Handshake(new FaultyEngine(engine.getSession()));

    assertThatThrownBy(() -> faulty.answer(new byte[1]))
        .isInstanceOf(HandshakeFailed.class)
        .hasMessageContaining("a mistake of the engine");
  }
}
