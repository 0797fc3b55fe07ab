package forum.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import forum.protocol.Limits;
import forum.protocol.UserName;
import forum.protocol.wire.Inner;
import forum.protocol.wire.Token;
import java.net.InetSocketAddress;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SessionTest {
  private final Session session =
      new Session(new Token(1, 2), new UserName("ann"), Instant.EPOCH, new InetSocketAddress(1), 0);

  @Test
  void a_request_before_its_turn_is_kept_with_the_time_of_its_arrival() {
    session.hold(new Session.Arrived(request(3), 77));

    assertThat(session.release(2)).isNull();
    assertThat(session.release(3)).isEqualTo(new Session.Arrived(request(3), 77));
    assertThat(session.release(3)).isNull();
  }

  @Test
  void a_late_copy_of_a_segment_does_not_bar_the_way_of_later_requests() {
    session.hold(new Session.Arrived(request(5), 0));

    assertThat(session.reassembly(segment(5))).isNull();
    session.release(5);
    assertThat(session.reassembly(segment(9))).isNotNull();
  }

  @Test
  void it_is_probed_at_intervals_only() {
    assertThat(session.mayProbe(0, 250)).isTrue();
    assertThat(session.mayProbe(249, 250)).isFalse();
    assertThat(session.mayProbe(250, 250)).isTrue();
  }

  private static final byte[] BODY = new byte[Limits.BODY_BYTES];

  private static Inner request(long seq) {
    return Inner.whole(Inner.Kind.REQUEST, 0, seq, 1, 0, BODY);
  }

  private static Inner segment(long seq) {
    return new Inner(Inner.Kind.REQUEST, 0, 0, seq, 1, 0, 0, 2, BODY);
  }
}
