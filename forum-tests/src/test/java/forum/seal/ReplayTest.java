package forum.seal;

import static org.assertj.core.api.Assertions.assertThat;

import forum.process.Bot;
import forum.process.NothingLeft;
import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import forum.testkit.process.ForumProcess;
import forum.testkit.process.Ports;
import forum.testkit.relay.LossyRelay;
import forum.testkit.relay.Tap;
import forum.testkit.relay.Weather;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Somebody has kept all that a client has sent, and sends it again in any order: from elsewhere,
/// and as if from the client, in its session, after it, and after a restart of the server.
@ExtendWith(NothingLeft.class)
class ReplayTest {
  private static final long SEED = Long.getLong("forum.seed", 1);
  private static final int TIMES = 3;
  private static final String PASSWORD = "a password of their own";

  @TempDir Path folder;
  private final Random order = new Random(SEED);
  private final List<Tap.Seen> seen = Collections.synchronizedList(new ArrayList<>());
  private final int port = Ports.free();

  private ForumProcess serving() throws Exception {
    return ForumProcess.start(folder.resolve("data"), port, "--exact-port");
  }

  @Test
  void a_whole_capture_in_any_order_does_nothing_at_any_time() throws Exception {
    List<String> posted;
    try (ForumProcess server = serving();
        LossyRelay relay = LossyRelay.open(server.address(), Weather.FAIR, 1)) {
      relay.tap(this::keep);
      try (Bot bot = Bot.login(relay.address(), "copied", PASSWORD)) {
        posted = posts(bot);
        replay(server, relay);
        assertThat(bot.read("copies")).isEqualTo(posted);
        bot.does(new Request.Exit());
      }
      replay(server, relay);
      assertUnchanged(server, posted);
    }
    try (ForumProcess server = serving();
        LossyRelay relay = LossyRelay.open(server.address(), Weather.FAIR, 1)) {
      replay(server, relay);
      assertUnchanged(server, posted);
      assertThat(server.program().out().text())
          .as("logins: only that which has looked")
          .doesNotContain("copied successfully");
    }
  }

  private boolean keep(Tap.Seen next) {
    seen.add(next);
    return true;
  }

  /// Each change is one that would be seen if it happened twice.
  private static List<String> posts(Bot bot) throws Exception {
    ThreadTitle title = new ThreadTitle("copies");
    bot.does(new Request.CreateThread(title));
    for (int i = 0; i < 10; i++) {
      Bot.get(bot.post("copies", "post " + i));
    }
    bot.does(new Request.DeleteMessage(title, 3, null, null));
    bot.does(new Request.CreateThread(new ThreadTitle("gone")));
    bot.does(new Request.RemoveThread(new ThreadTitle("gone")));
    return bot.read("copies");
  }

  private void replay(ForumProcess server, LossyRelay relay) throws Exception {
    List<Tap.Seen> kept = new ArrayList<>(List.copyOf(seen));
    kept.removeIf(each -> !each.toServer());
    assertThat(kept).hasSizeGreaterThan(15);
    try (Attacker attacker = new Attacker(server.address())) {
      for (int time = 0; time < TIMES; time++) {
        Collections.shuffle(kept, order);
        for (Tap.Seen each : kept) {
          attacker.send(each.bytes());
          relay.replay(each);
        }
      }
      assertThat(attacker.bytesBack()).isLessThan(attacker.bytesSent() / 5);
    }
  }

  private static void assertUnchanged(ForumProcess server, List<String> posted) throws Exception {
    try (Bot reader = Bot.login(server.address(), "reader", PASSWORD)) {
      assertThat(reader.read("copies")).isEqualTo(posted);
      assertThat(reader.list()).noneMatch(title -> title.contains("gone"));
      reader.does(new Request.Exit());
    }
  }
}
