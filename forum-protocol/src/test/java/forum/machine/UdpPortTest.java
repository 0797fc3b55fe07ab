package forum.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
class UdpPortTest {
  private static final long FOR_EVER = Long.MAX_VALUE;
  private final UdpPort here = UdpPort.open(loopback(0));
  private final UdpPort there = UdpPort.open(loopback(0));
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(1500);

  UdpPortTest() throws IOException {}

  @AfterEach
  void close() throws IOException {
    here.close();
    there.close();
  }

  @Test
  void a_datagram_arrives_whole_with_the_address_of_its_sender() throws IOException {
    here.send(there.address(), bytes("hello"));
    there.await(FOR_EVER);
    assertThat(there.receive(buffer)).isEqualTo(here.address());
    assertThat(StandardCharsets.UTF_8.decode(buffer).toString()).isEqualTo("hello");
  }

  @Test
  void datagrams_are_taken_one_by_one() throws IOException {
    here.send(there.address(), bytes("1"));
    here.send(there.address(), bytes("22"));
    there.await(FOR_EVER);
    there.receive(buffer);
    assertThat(buffer.remaining()).isEqualTo(1);
    there.receive(buffer);
    assertThat(buffer.remaining()).isEqualTo(2);
    assertThat(there.receive(buffer)).isNull();
    assertThat(buffer.remaining()).isZero();
  }

  @Test
  void an_empty_datagram_is_one_too() throws IOException {
    here.send(there.address(), bytes(""));
    there.await(FOR_EVER);
    assertThat(there.receive(buffer)).isEqualTo(here.address());
    assertThat(buffer.remaining()).isZero();
  }

  @Test
  void waiting_ends_when_the_time_is_over_and_not_before() throws IOException {
    long begin = System.nanoTime();
    here.await(Duration.ofMillis(20).toNanos() + 1);
    assertThat(System.nanoTime() - begin).isGreaterThan(Duration.ofMillis(20).toNanos());
  }

  @Test
  void waiting_for_no_time_returns_at_once() throws IOException {
    here.await(0);
    assertThat(here.receive(buffer)).isNull();
  }

  @Test
  void another_thread_ends_the_waiting() throws Exception {
    Thread other = Thread.ofPlatform().start(here::wakeUp);
    here.await(FOR_EVER);
    other.join();
  }

  @Test
  void a_call_that_came_too_early_ends_the_next_waiting() throws IOException {
    here.wakeUp();
    here.await(FOR_EVER);
    here.await(0);
  }

  @Test
  void a_datagram_that_was_there_before_ends_the_waiting_each_time() throws IOException {
    here.send(there.address(), bytes("x"));
    there.await(FOR_EVER);
    there.await(FOR_EVER);
    assertThat(there.receive(buffer)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 9", // nobody there
    "127.0.0.1, 0", // no such port
    "255.255.255.255, 9", // broadcast is forbidden
    "203.0.113.1, 9", // not to be reached from the loopback address
    "2001:db8::1, 9"
  })
  void what_the_network_refuses_is_lost(String host, int port) throws IOException {
    for (int i = 0; i < 3; i++) {
      ByteBuffer datagram = bytes("lost");
      here.send(new InetSocketAddress(InetAddress.getByName(host), port), datagram);
      assertThat(datagram.hasRemaining()).isFalse();
      assertThat(here.receive(buffer)).isNull();
    }
    here.send(there.address(), bytes("not lost"));
    there.await(FOR_EVER);
    assertThat(there.receive(buffer)).isEqualTo(here.address());
  }

  @Test
  void a_full_buffer_loses_datagrams_and_stops_nobody() throws IOException {
    for (int i = 0; i < 20_000; i++) {
      here.send(there.address(), ByteBuffer.allocate(1200));
    }
    int arrived = 0;
    while (there.receive(buffer) != null) {
      arrived++;
    }
    assertThat(arrived).isBetween(1, 20_000);
  }

  @Test
  void a_port_has_one_owner() {
    assertThatThrownBy(() -> UdpPort.open(here.address())).isInstanceOf(BindException.class);
  }

  @Test
  void a_closed_port_says_so() throws IOException {
    here.close();
    assertThatThrownBy(() -> here.send(there.address(), bytes("x")))
        .isInstanceOf(ClosedChannelException.class);
    assertThatThrownBy(() -> here.receive(buffer)).isInstanceOf(ClosedChannelException.class);
    here.wakeUp();
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
