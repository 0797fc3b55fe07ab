package forum.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulatedNetworkTest {
  private static final long SECOND = 1_000_000_000;

  private final ManualTicker ticker = new ManualTicker();
  private final SimulatedNetwork network = new SimulatedNetwork(ticker, new SeededChance(1));
  private final SimulatedPort anna = network.open(address(1));
  private final SimulatedPort otto = network.open(address(2));

  @Test
  void a_datagram_arrives_after_its_delay_and_not_before() {
    send(anna, otto, "hello");
    ticker.pass(Weather.CLEAR.delayNanos());
    network.deliver();
    assertThat(otto.hasArrived()).isFalse();
    ticker.pass(Weather.CLEAR.delayNanos());
    network.deliver();
    assertThat(received(otto)).containsExactly("hello");
  }

  @Test
  void nothing_arrives_during_an_outage() {
    otto.weather(Weather.CLEAR, Weather.OUTAGE);
    send(anna, otto, "hello");
    send(otto, anna, "are you there");
    passEverything();
    assertThat(received(otto)).isEmpty();
    assertThat(received(anna)).containsExactly("are you there");
  }

  @Test
  void a_share_is_lost_and_a_share_arrives_twice() {
    anna.weather(new Weather(0.3, 0.2, 0, 0, 0, 0), Weather.CLEAR);
    for (int i = 0; i < 1000; i++) {
      send(anna, otto, "hello");
    }
    passEverything();
    assertThat(network.counters().lost()).isBetween(250L, 350L);
    assertThat(network.counters().doubled()).isBetween(100L, 180L);
    assertThat(received(otto)).hasSize((int) network.counters().delivered());
  }

  @Test
  void with_jitter_datagrams_overtake_each_other() {
    anna.weather(new Weather(0, 0, 0, SECOND, 0, 0), Weather.CLEAR);
    for (char letter = 'a'; letter <= 'z'; letter++) {
      send(anna, otto, "" + letter);
    }
    passEverything();
    assertThat(received(otto))
        .hasSize(26)
        .doesNotHaveDuplicates()
        .satisfies(order -> assertThat(order).isNotEqualTo(order.stream().sorted().toList()));
  }

  @Test
  void a_stray_copy_arrives_long_after() {
    anna.weather(new Weather(0, 0, 0, 0, 1, 400 * SECOND), Weather.CLEAR);
    send(anna, otto, "hello");
    ticker.pass(SECOND / 1000);
    network.deliver();
    assertThat(received(otto)).containsExactly("hello");
    assertThat(network.nextNanos()).isGreaterThan(SECOND);
    passEverything();
    assertThat(received(otto)).containsExactly("hello");
  }

  @Test
  void who_has_moved_sends_from_there_and_gets_nothing_that_was_sent_before() {
    send(otto, anna, "to the old address");
    anna.move(address(3));
    send(anna, otto, "from the new one");
    passEverything();
    assertThat(network.counters().unreachable()).isEqualTo(1);
    assertThat(otto.receive(ByteBuffer.allocate(100))).isEqualTo(address(3));
  }

  @Test
  void a_closed_port_loses_what_was_not_received() {
    send(anna, otto, "hello");
    passEverything();
    otto.close();
    SimulatedPort again = network.open(address(2));
    assertThat(again.hasArrived()).isFalse();
    assertThat(otto.hasArrived()).isFalse();
  }

  @Test
  void the_same_seed_has_the_same_outcome() {
    assertThat(outcome(5)).isEqualTo(outcome(5)).isNotEqualTo(outcome(6));
  }

  private static List<String> outcome(long seed) {
    ManualTicker time = new ManualTicker();
    SimulatedNetwork net = new SimulatedNetwork(time, new SeededChance(seed));
    SimulatedPort from = net.open(address(1));
    SimulatedPort to = net.open(address(2));
    from.weather(new Weather(0.3, 0.2, 10, 1000, 0.1, 5000), Weather.CLEAR);
    for (int i = 0; i < 100; i++) {
      send(from, to, "" + i);
    }
    time.pass(SECOND);
    net.deliver();
    return received(to);
  }

  private void passEverything() {
    ticker.pass(1000 * SECOND);
    network.deliver();
  }

  private static InetSocketAddress address(int last) {
    return new InetSocketAddress("127.0.0." + last, 10005);
  }

  private static void send(SimulatedPort from, SimulatedPort to, String text) {
    from.send(to.address(), ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> received(SimulatedPort port) {
    List<String> received = new ArrayList<>();
    ByteBuffer buffer = ByteBuffer.allocate(100);
    while (port.receive(buffer) != null) {
      received.add(StandardCharsets.UTF_8.decode(buffer).toString());
    }
    return received;
  }
}
