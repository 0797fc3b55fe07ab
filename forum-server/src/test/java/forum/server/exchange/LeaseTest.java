package forum.server.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import forum.protocol.Limits;
import forum.protocol.Request;
import forum.protocol.wire.GoneReason;
import forum.server.model.ServerLimits;
import forum.testkit.SimulatedPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Who is silent for longer than the lease, and who only has not been heard yet.
class LeaseTest {
  private static final int LEASE_SECONDS = 2;

  /// Longer than the lease, and longer than from one look at the leases to the next.
  private static final int PAUSE_MILLIS = 6_000;

  private static final Request.ListThreads LIST = new Request.ListThreads(null);

  private TestService service;
  private TestVisitor ann;
  private TestVisitor bob;

  @BeforeEach
  void open() throws IOException {
    TestService first = new TestService();
    first.account("ann", "falcon*solo");
    first.account("bob", "organa*leia");
    service = first.again(new SessionRules(1, LEASE_SECONDS, Limits.PASSWORD_ROUNDS_MIN));
    ann = service.visitor("ann", "falcon*solo");
    bob = service.visitor("bob", "organa*leia");
  }

  /// The server process stands still; what was sent before waits for it.
  private void pause() {
    service.ticker.pass(PAUSE_MILLIS * 1_000_000L);
    service.turn();
  }

  private void send(TestVisitor visitor, int times) {
    for (int i = 0; i < times; i++) {
      visitor.sendQuery(LIST);
    }
  }

  @Test
  void who_is_silent_for_longer_than_the_lease_is_gone() {
    send(ann, ServerLimits.GROUP_REQUESTS);
    pause();

    assertThat(ann.gone()).isNull();
    assertThat(bob.gone()).isEqualTo(GoneReason.EXPIRED);
  }

  @Test
  void nobody_is_gone_whose_datagram_waits_behind_more_than_one_turn_takes() {
    send(ann, ServerLimits.GROUP_REQUESTS);
    send(bob, 1);
    pause();

    assertThat(bob.gone()).isNull();
    assertThat(ann.gone()).isNull();
  }

  @Test
  void nobody_is_gone_whose_datagram_waits_behind_nonsense() {
    SimulatedPort stranger = service.network.open(new InetSocketAddress("127.0.0.1", 999));
    for (int i = 0; i < ServerLimits.GROUP_REQUESTS; i++) {
      stranger.send(TestService.ADDRESS, ByteBuffer.allocate(40));
    }
    send(bob, 1);
    pause();

    assertThat(bob.gone()).isNull();
  }

  @Test
  void nobody_is_gone_who_sent_while_the_server_stood_still_behind_its_last_look() {
    service.onSilence(
        () -> {
          send(bob, 1);
          service.ticker.pass(PAUSE_MILLIS * 1_000_000L);
        });
    service.turn();

    assertThat(bob.gone()).isNull();
    assertThat(ann.gone()).isEqualTo(GoneReason.EXPIRED);
  }
}
