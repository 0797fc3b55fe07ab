package forum.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import forum.testkit.SeededChance;
import forum.testkit.process.Deadline;
import forum.testkit.process.Finished;
import forum.testkit.process.ForumProcess;
import forum.testkit.process.Ports;
import forum.testkit.process.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
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
/// -Dsurefire.failIfNoSpecifiedTests=false -Dforum.kill.cycles=10000 -Dforum.seed=1`
@ExtendWith(NothingLeft.class)
class KillTest {
  private static final String[] OPTIONS = {"--exact-port", "--no-console"};
  private static final int CYCLES_OF_A_LINE = 100;
  private static final int ANSWERS_BETWEEN_KILLS = 60;
  private static final int START_MILLIS_MAX = 400;

  /// A login whose session was lost in a kill takes a second, in which the old one is asked for; in
  /// lives that are all shorter, nobody would ever get in.
  private static final int LIVES_OF_A_LONG_ONE = 8;

  @TempDir private Path folder;

  @Test
  void nothing_acknowledged_is_lost_or_doubled_by_50_kills() throws Exception {
    kill(50, Long.getLong("forum.seed", 1));
  }

  @Test
  @Tag("campaign")
  void nothing_acknowledged_is_lost_or_doubled_by_10000_kills() throws Exception {
    kill(Integer.getInteger("forum.kill.cycles", 10_000), Long.getLong("forum.seed", 1));
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
    Path data = folder.resolve("data");
    int port = Ports.free();
    Crowd.settle(data);
    Starts starts = new Starts(data, port);
    long began = System.nanoTime();
    try (ForumProcess first = starts.start();
        Crowd crowd = new Crowd(first.address(), folder, seed)) {
      first.program().kill();
      torment(starts, crowd, cycles, new SeededChance(seed));
      try (ForumProcess server = starts.start()) {
        crowd.stop();
        server.program().terminate();
        Finished finished = server.program().finished(Deadline.inSeconds(30));
        assertThat(finished.status()).as("%s", finished).isZero();
      }
      report(cycles, seed, crowd, starts, began);
      crowd.audit(data);
    }
  }

  /// Starts servers and measures how long each takes until it serves.
  private record Starts(Path data, int port, List<Long> nanos) {
    Starts(Path data, int port) {
      this(data, port, new ArrayList<>());
    }

    ForumProcess start() throws IOException {
      long began = System.nanoTime();
      ForumProcess server = ForumProcess.start(data, port, OPTIONS);
      nanos.add(System.nanoTime() - began);
      return server;
    }

    @Override
    public String toString() {
      List<Long> millis = nanos.stream().map(each -> each / 1_000_000).sorted().toList();
      return "%d starts under this load took %d ms, the longest %d ms, half of them at most %d ms"
          .formatted(
              millis.size(), millis.getFirst(), millis.getLast(), millis.get(millis.size() / 2));
    }
  }

  /// Kills after some answers; one time in eight already while the server starts, and one time in
  /// eight when everybody has got on.
  private static void torment(Starts starts, Crowd crowd, int cycles, SeededChance chance)
      throws Exception {
    for (int cycle = 1; cycle < cycles; cycle++) {
      if (chance.below(8) == 0) {
        try (Program server = ForumProcess.launch(starts.data(), starts.port(), OPTIONS)) {
          Deadline.in(Duration.ofMillis(chance.below(START_MILLIS_MAX))).await(() -> false);
          server.kill();
        }
      } else {
        try (ForumProcess server = starts.start()) {
          long enough = crowd.answered() + chance.below(ANSWERS_BETWEEN_KILLS);
          Crowd.Progress progress = crowd.progress();
          boolean patient = chance.below(LIVES_OF_A_LONG_ONE) == 0;
          boolean served =
              Deadline.inSeconds(60)
                  .await(() -> crowd.answered() >= enough && (!patient || progress.isEverybodys()));
          assertThat(served).as("answers from %s", server).isTrue();
          server.program().kill();
        }
      }
      assertThat(crowd.surprises()).as("in cycle %d", cycle).isEmpty();
      if (cycle % CYCLES_OF_A_LINE == 0) {
        System.out.printf("KillTest: %d kills; %s; %s%n", cycle, starts, crowd);
      }
    }
  }

  private static void report(int cycles, long seed, Crowd crowd, Starts starts, long began) {
    System.out.printf(
        "KillTest: %d kills, seed %d, %.0f s; %s; %s%n",
        cycles, seed, (System.nanoTime() - began) * 1e-9, starts, crowd);
  }
}
