package forum.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import forum.protocol.UserName;
import forum.protocol.wire.Token;
import java.net.InetSocketAddress;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SessionTest {
  private final Session session =
      new Session(new Token(1, 2), new UserName("ann"), Instant.EPOCH, new InetSocketAddress(1), 0);

  @Test
  void it_is_probed_at_intervals_only() {
    assertThat(session.mayProbe(0, 250)).isTrue();
    assertThat(session.mayProbe(249, 250)).isFalse();
    assertThat(session.mayProbe(250, 250)).isTrue();
  }
}
