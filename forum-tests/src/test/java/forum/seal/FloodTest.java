package forum.seal;

import static org.assertj.core.api.Assertions.assertThat;

import forum.process.Bot;
import forum.process.NothingLeft;
import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import forum.testkit.process.Deadline;
import forum.testkit.process.ForumProcess;
import forum.testkit.process.Ports;
import forum.testkit.relay.Flood;
import forum.testkit.relay.LossyRelay;
import forum.testkit.relay.Weather;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Nonsense, ten thousand datagrams a second of it, at a server with little memory.
@ExtendWith(NothingLeft.class)
class FloodTest {
  private static final int PER_SECOND = 10_000;
  private static final int DATAGRAMS = 4 * PER_SECOND;
  private static final int HEAP_MEBIBYTES = 96;
  private static final String PASSWORD = "a password of their own";

  @TempDir Path folder;

  @Test
  void in_a_flood_of_nonsense_every_post_is_answered_and_nothing_is_amplified() throws Exception {
    try (ForumProcess server =
            ForumProcess.startWithHeap(HEAP_MEBIBYTES, folder.resolve("data"), Ports.free());
        LossyRelay relay = LossyRelay.open(server.address(), Weather.FAIR, 1);
        Flood flood = Flood.at(server.address(), PER_SECOND, 1)) {
      relay.tap(
          next -> {
            if (next.toServer()) {
              flood.sample(next.bytes());
            }
            return true;
          });
      int posts = 0;
      try (Bot one = Bot.login(relay.address(), "one", PASSWORD);
          Bot other = Bot.login(server.address(), "other", PASSWORD)) {
        one.does(new Request.CreateThread(new ThreadTitle("dry")));
        while (flood.sent() < DATAGRAMS) {
          assertThat(Bot.get(one.post("dry", "post " + ++posts)).isOk()).isTrue();
          assertThat(Bot.get(other.post("dry", "post " + ++posts)).isOk()).isTrue();
        }
        assertThat(one.entries("dry")).isEqualTo(posts);
      }
      try (Bot late = Bot.login(server.address(), "late", PASSWORD)) {
        assertThat(late.entries("dry")).as("for who comes in the flood").isEqualTo(posts);
      }
      long retries = 25 * flood.sent() / 20; // of a quarter of the HELLOs
      assertThat(Deadline.inSeconds(60).await(() -> flood.bytesBack() > retries)).isTrue();
      assertThat(flood.bytesBack()).isLessThanOrEqualTo(flood.bytesSent() / 10);
      assertThat(server.program().isAlive()).as("%s", server).isTrue();
    }
  }
}
