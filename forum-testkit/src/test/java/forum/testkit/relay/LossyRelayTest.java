package forum.testkit.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LossyRelayTest {
  private static final long SEED = 20_261_120;
  private static final int SILENCE_MILLIS = 150;
  private DatagramSocket server;
  private DatagramSocket client;

  @BeforeEach
  void open() throws IOException {
    server = socket();
    client = socket();
  }

  @AfterEach
  void close() {
    server.close();
    client.close();
  }

  @Test
  void fair_weather_carries_every_datagram_there_and_back() throws IOException {
    try (LossyRelay relay = relay(Weather.FAIR)) {
      send(client, relay.address(), "ping");
      DatagramPacket ping = receive(server);
      send(server, (InetSocketAddress) ping.getSocketAddress(), "pong");
      assertThat(text(ping)).isEqualTo("ping");
      assertThat(text(receive(client))).isEqualTo("pong");
    }
  }

  @Test
  void every_client_has_an_address_of_its_own() throws IOException {
    try (LossyRelay relay = relay(Weather.FAIR);
        DatagramSocket other = socket()) {
      send(client, relay.address(), "a");
      DatagramPacket first = receive(server);
      send(other, relay.address(), "b");
      DatagramPacket second = receive(server);
      send(server, (InetSocketAddress) second.getSocketAddress(), "for b");
      assertThat(first.getSocketAddress()).isNotEqualTo(second.getSocketAddress());
      assertThat(text(receive(other))).isEqualTo("for b");
      assertThat(everything(client)).isEmpty();
    }
  }

  @Test
  void a_storm_loses_doubles_and_reorders_in_both_directions() throws IOException {
    try (LossyRelay relay = relay(Weather.STORM)) {
      List<String> arrived = throughToServer(relay, 300);
      assertThat(new TreeSet<>(arrived)).as("%s", relay).hasSizeBetween(170, 250);
      assertThat(arrived).as("%s", relay).hasSizeGreaterThan(new TreeSet<>(arrived).size());
      assertThat(arrived).as("%s", relay).isNotEqualTo(arrived.stream().sorted().toList());
      assertThat(relay.toServer().taken()).isEqualTo(300);
      assertThat(relay.toServer().lost()).isEqualTo(300 - new TreeSet<>(arrived).size());
    }
  }

  @Test
  void a_cut_lets_nothing_through_until_it_is_mended() throws IOException {
    try (LossyRelay relay = relay(Weather.FAIR)) {
      relay.cut();
      send(client, relay.address(), "lost");
      assertThat(everything(server)).isEmpty();
      relay.mend();
      send(client, relay.address(), "found");
      assertThat(text(receive(server))).isEqualTo("found");
    }
  }

  @Test
  void a_timed_cut_ends_by_itself() throws IOException {
    try (LossyRelay relay = relay(Weather.FAIR)) {
      relay.cut(Duration.ofMillis(100));
      List<String> arrived = new ArrayList<>();
      for (int i = 0; arrived.isEmpty(); i++) {
        send(client, relay.address(), "try " + i);
        arrived.addAll(everything(server));
      }
      assertThat(arrived).isNotEmpty().doesNotContain("try 0");
    }
  }

  @Test
  void after_a_move_the_server_sees_another_port() throws IOException {
    try (LossyRelay relay = relay(Weather.FAIR)) {
      send(client, relay.address(), "before");
      DatagramPacket before = receive(server);
      relay.move();
      send(client, relay.address(), "after");
      DatagramPacket after = receive(server);
      assertThat(after.getPort()).isNotEqualTo(before.getPort());
      send(server, (InetSocketAddress) after.getSocketAddress(), "back");
      assertThat(text(receive(client))).isEqualTo("back");
    }
  }

  @Test
  void weather_delays_as_long_as_it_says() throws IOException {
    Weather slow = Weather.FAIR.delaying(Duration.ofMillis(60), Duration.ZERO);
    try (LossyRelay relay = relay(slow)) {
      long sent = System.nanoTime();
      send(client, relay.address(), "slow");
      receive(server);
      assertThat(System.nanoTime() - sent).isGreaterThanOrEqualTo(60_000_000);
    }
  }

  private LossyRelay relay(Weather weather) throws IOException {
    return LossyRelay.open((InetSocketAddress) server.getLocalSocketAddress(), weather, SEED);
  }

  private List<String> throughToServer(LossyRelay relay, int count) throws IOException {
    for (int i : IntStream.range(0, count).toArray()) {
      send(client, relay.address(), "%04d".formatted(i));
    }
    return everything(server);
  }

  private static DatagramSocket socket() throws IOException {
    DatagramSocket socket =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static void send(DatagramSocket from, InetSocketAddress to, String text)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    from.send(new DatagramPacket(bytes, bytes.length, to));
  }

  private static DatagramPacket receive(DatagramSocket socket) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
    socket.receive(packet);
    return packet;
  }

  /// What arrives until it is silent.
  private static List<String> everything(DatagramSocket socket) throws IOException {
    List<String> arrived = new ArrayList<>();
    socket.setSoTimeout(SILENCE_MILLIS);
    try {
      while (true) {
        arrived.add(text(receive(socket)));
      }
    } catch (SocketTimeoutException e) {
      socket.setSoTimeout(10_000);
      return arrived;
    }
  }

  private static String text(DatagramPacket packet) {
    return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
  }
}
