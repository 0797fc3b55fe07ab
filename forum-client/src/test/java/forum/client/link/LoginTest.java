package forum.client.link;

import static org.assertj.core.api.Assertions.assertThat;

import forum.protocol.Limits;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.UserName;
import forum.protocol.login.ChannelBinding;
import forum.protocol.login.Password;
import forum.protocol.login.ServerLogin;
import forum.protocol.login.Verifier;
import forum.testkit.SeededChance;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LoginTest {
  private static final UserName ANN = new UserName("ann");
  private static final Password PASSWORD = Password.of("correct horse");

  private final SeededChance chance = new SeededChance(1);

  @Test
  void a_login_is_bound_to_the_channel_its_challenge_came_through() throws Exception {
    ChannelBinding restarted = binding(2);
    AtomicReference<ChannelBinding> channel = new AtomicReference<>(binding(1));
    Login login = new Login(ANN, false, chance, channel::get, true);
    Request.LoginStart start = login.start(false);

    channel.set(restarted); // the server restarts, and the same request goes through a new channel
    ServerLogin server = ServerLogin.known(start, verifier(), chance, restarted);
    login.challenged(Reply.challenge(server.challenge()));

    assertThat(server.signature((Request.LoginFinish) login.proof(PASSWORD))).isPresent();
  }

  private static ChannelBinding binding(int value) {
    byte[] exported = new byte[32];
    exported[0] = (byte) value;
    return ChannelBinding.tlsExporter(exported);
  }

  private Verifier verifier() throws Exception {
    Login login = new Login(ANN, false, chance);
    ServerLogin server =
        ServerLogin.fresh(
            login.start(false), Limits.PASSWORD_ROUNDS_MIN, chance, ChannelBinding.NONE);
    login.challenged(Reply.challenge(server.challenge()));
    return server.verifier((Request.Register) login.proof(PASSWORD));
  }
}
