package forum.server.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import forum.machine.UdpPort;
import forum.server.event.Complaint;
import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PortChooserTest {
  private final InetAddress loopback = InetAddress.getLoopbackAddress();
  private final List<Closeable> open = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    for (Closeable socket : open) {
      socket.close();
    }
  }

  @Test
  void takes_the_wished_port_when_it_is_free() throws IOException {
    int free = freePorts(1);
    assertThat(chosen(free, true)).isEqualTo(free);
  }

  @Test
  void takes_the_next_port_when_another_server_has_the_wished_one() throws IOException {
    int free = freePorts(2);
    keep(udp(free));
    assertThat(chosen(free, false)).isEqualTo(free + 1);
  }

  @Test
  void a_port_that_is_busy_for_transfers_is_busy() throws IOException {
    int free = freePorts(3);
    keep(udp(free));
    keep(tcp(free + 1));
    assertThat(chosen(free, false)).isEqualTo(free + 2);
  }

  @Test
  void transfers_can_use_the_port_afterwards() throws IOException {
    int free = freePorts(1);
    chosen(free, true);
    keep(tcp(free));
  }

  @Test
  void an_exact_port_is_taken_or_refused() throws IOException {
    int free = freePorts(2);
    keep(tcp(free));
    assertThat(refusal(free, true))
        .hasToString(
            "error: port %d is busy\n  why:  another program uses it\n  try:  forum-server %d"
                .formatted(free, free + 1));
    chosen(free + 1, true);
  }

  @Test
  void gives_up_after_twenty_ports() throws IOException {
    int free = freePorts(21);
    for (int port = free; port < free + 20; port++) {
      keep(udp(port));
    }
    assertThat(refusal(free, false).what())
        .isEqualTo("ports %d to %d are busy".formatted(free, free + 19));
    assertThat(chosen(free + 20, true)).isEqualTo(free + 20);
  }

  @Test
  void gives_up_at_the_last_port() throws IOException {
    keep(udpOrElsewhere(65535));
    assertThat(refusal(65535, false).advice()).isEqualTo("forum-server 10005");
  }

  @Test
  void says_so_when_the_address_belongs_to_another_computer() throws IOException {
    InetAddress elsewhere = InetAddress.getByName("203.0.113.1");
    PortUnavailable refused =
        catchThrowableOfType(
            PortUnavailable.class, () -> new PortChooser(elsewhere, false).open(10005));
    assertThat(refused.complaint().what()).isEqualTo("cannot listen at 203.0.113.1");
    assertThat(refused.complaint().advice()).isEqualTo("forum-server 10005 --bind 0.0.0.0");
  }

  private int chosen(int wished, boolean exact) throws IOException {
    UdpPort port = new PortChooser(loopback, exact).open(wished);
    keep(port);
    return port.address().getPort();
  }

  private Complaint refusal(int wished, boolean exact) {
    return catchThrowableOfType(
            PortUnavailable.class, () -> new PortChooser(loopback, exact).open(wished))
        .complaint();
  }

  /// The first of `count` ports in a row that are free now.
  private int freePorts(int count) throws IOException {
    for (int first = 20_000; first < 30_000; first += count) {
      if (areFree(first, count)) {
        return first;
      }
    }
    throw new IOException("no free ports");
  }

  private boolean areFree(int first, int count) throws IOException {
    for (int port = first; port < first + count; port++) {
      try (Closeable one = udp(port);
          Closeable other = tcp(port)) {
        assertThat(one).isNotSameAs(other);
      } catch (BindException e) {
        return false;
      }
    }
    return true;
  }

  private void keep(Closeable socket) {
    open.add(socket);
  }

  private Closeable udp(int port) throws IOException {
    return UdpPort.open(new InetSocketAddress(loopback, port));
  }

  /// Busy by ourselves or by somebody else: busy it is.
  private Closeable udpOrElsewhere(int port) throws IOException {
    try {
      return udp(port);
    } catch (BindException e) {
      return () -> {};
    }
  }

  private Closeable tcp(int port) throws IOException {
    return ServerSocketChannel.open().bind(new InetSocketAddress(loopback, port));
  }
}
