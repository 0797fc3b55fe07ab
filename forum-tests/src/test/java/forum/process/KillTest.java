package forum.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import forum.testkit.process.ForumProcess;
import forum.testkit.process.Ports;
import forum.testkit.process.Program;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The server is killed with `kill -9` under load, again and again: what was acknowledged is there,
/// once, in its place.
///
/// The long run: `bin/test -Pcampaign -pl forum-tests -am -Dtest=KillTest
/// -Dsurefire.failIfNoSpecifiedTests=false -Dforum.kill.rounds=10 -Dforum.seed=1`
@ExtendWith(NothingLeft.class)
class KillTest {
  private static final String[] OPTIONS = {"--exact-port", "--no-console"};
  private static final int KILLS_OF_A_ROUND = 1_000;
  @TempDir private Path folder;

  @Test
  void nothing_acknowledged_is_lost_or_doubled_by_50_kills() throws Exception {
    kill(50, Long.getLong("forum.seed", 1));
  }

  /// Each round is a forum of its own, and has a seed of its own.
  @Test
  @Tag("campaign")
  void nothing_acknowledged_is_lost_or_doubled_by_10000_kills() throws Exception {
    long first = Long.getLong("forum.seed", 1);
    for (int round = 0; round < Integer.getInteger("forum.kill.rounds", 10); round++) {
      kill(KILLS_OF_A_ROUND, first + round);
    }
  }

  /// The test of the test: a server that has lost acknowledged posts is found out, by the clients
  /// and by the audit.
  @Test
  void lost_posts_would_be_noticed() throws Exception {
    Path data = folder.resolve("data");
    Path earlier = folder.resolve("earlier");
    int port = Ports.free();
    List<ThreadAudit.Acknowledged> posted = new ArrayList<>();
    try (ForumProcess server = ForumProcess.start(data, port, OPTIONS);
        Bot bot = Bot.login(server.address(), "ann", "a password")) {
      bot.does(new Request.CreateThread(new ThreadTitle("t")));
      post(bot, 10, posted);
      server.program().pause();
      copy(data, earlier);
      server.program().resume();
      post(bot, 10, posted);
      server.program().kill();
      try (ForumProcess amnesiac = ForumProcess.start(earlier, port, OPTIONS)) {
        assertThatThrownBy(() -> post(bot, 1, posted))
            .as("%s", amnesiac)
            .hasMessageContaining("lost work");
      }
    }
    List<String> lines = Classic.file(earlier, "t");
    assertThat(ThreadAudit.findings(lines.subList(1, lines.size()), posted)).hasSize(10);
  }

  private static void post(Bot bot, int count, List<ThreadAudit.Acknowledged> posted)
      throws Exception {
    for (int i = 0; i < count; i++) {
      String text = "post " + posted.size();
      int n = Bot.get(bot.post("t", text)).post().n();
      posted.add(new ThreadAudit.Acknowledged(n, bot.name.text(), text));
    }
  }

  private static void copy(Path from, Path to) throws Exception {
    int status =
        new ProcessBuilder("cp", "-a", from.toString(), to.toString())
            .inheritIO()
            .start()
            .waitFor();
    assertThat(status).isZero();
  }

  private void kill(int cycles, long seed) throws Exception {
    Path data = folder.resolve("data" + seed);
    Crowd.settle(data);
    new Torment("KillTest", data, seed, Program::kill).run(cycles, folder.resolve("files" + seed));
  }
}
