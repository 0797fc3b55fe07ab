package forum.server.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import forum.protocol.Code;
import forum.protocol.Reply;
import forum.protocol.UserName;
import forum.server.model.ServerLimits;
import forum.testkit.SeededChance;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoginDeskTest {
  private static final List<String> SAYINGS =
      List.of(
          "{\"op\":\"LOGIN1\",\"user\":\"hans\",\"cnonce\":\"abcdefghijklmnopqrst\","
              + "\"agent\":\"x\",\"version\":1,\"takeover\":false}",
          "{\"op\":\"LOGIN2\",\"snonce\":\"abcdefghijklmnopqrst\",\"proof\":\"AAAA\",\"notices\":true}",
          "{\"op\":\"REGISTER\",\"snonce\":\"abcdefghijklmnopqrst\",\"salt\":\"AAAA\",\"i\":4096,"
              + "\"storedKey\":\"AAAA\",\"serverKey\":\"AAAA\",\"notices\":false}");

  @Test
  void a_start_that_makes_no_sense_is_refused_though_a_rival_would_have_to_be_asked()
      throws IOException {
    TestService service = new TestService();
    service.account("hans", "falcon*solo");
    service.visitor("hans", "falcon*solo");

    Reply reply = service.visitor("127.0.0.1").begin("hans", "short");
    service.pass(2 * ServerLimits.PROBE_MILLIS);

    assertThat(reply.code()).isEqualTo(Code.BAD_NAME);
    assertThat(service.visitor("127.0.0.1").begin("hans").challenge()).isNotNull();
  }

  @Test
  void nothing_a_stranger_says_ends_the_server() throws IOException {
    TestService service = new TestService();
    service.account("hans", "falcon*solo");
    service.visitor("hans", "falcon*solo");
    SeededChance chance = new SeededChance(7);
    TestVisitor stranger = service.visitor("127.0.0.1");
    stranger.begin("mira");
    for (int i = 0; i < 3000; i++) {
      byte[] said = SAYINGS.get(chance.below(SAYINGS.size())).getBytes(UTF_8);
      for (int changes = chance.below(3); changes > 0; changes--) {
        said[chance.below(said.length)] = (byte) chance.below(128);
      }
      stranger.mumble(said);
      service.pass(chance.below(100));
    }
    assertThat(service.visitor("127.0.0.1").begin("mira").challenge()).isNotNull();
  }

  @Test
  void nobody_registers_on_a_full_disk() throws IOException {
    TestService service = new TestService();
    service.account("hans", "falcon*solo");
    service.disk.capacity(0);
    service.pass(2_000);

    TestVisitor nina = service.visitor("127.0.0.1");

    assertThat(nina.tryLogin("nina", "a long password").code()).isEqualTo(Code.READ_ONLY);
    assertThat(service.store.state().accounts().find(new UserName("nina"))).isEmpty();
    assertThat(service.visitor("127.0.0.1").tryLogin("hans", "falcon*solo").code())
        .isEqualTo(Code.OK);
  }
}
