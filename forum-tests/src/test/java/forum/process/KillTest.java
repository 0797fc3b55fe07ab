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
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The server is killed with `kill -9` under load, again and again: what was acknowledged is there,
/// once, in its place.
///
/// The long run: `bin/test -Pcampaign -pl forum-tests -am -Dtest=KillTest
/// -Dsurefire.failIfNoSpecifiedTests=false -Dforum.kill.cycles=1000 -Dforum.seed=1`
@ExtendWith(NothingLeft.class)
class KillTest {
  private static final String[] OPTIONS = {"--exact-port", "--no-console"};
  private static final int WRITERS = 4;
  private static final int ANSWERS_BETWEEN_KILLS = 300;
  private static final int START_MILLIS_MAX = 400;
  @TempDir private Path folder;

  @Test
  void nothing_acknowledged_is_lost_or_doubled_by_20_kills() throws Exception {
    kill(20, Long.getLong("forum.seed", 1));
  }

  @Test
  @Tag("campaign")
  void nothing_acknowledged_is_lost_or_doubled_by_1000_kills() throws Exception {
    kill(Integer.getInteger("forum.kill.cycles", 1000), Long.getLong("forum.seed", 1));
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
    AtomicLong answered = new AtomicLong();
    List<Writer> writers = new ArrayList<>();
    long began = System.nanoTime();
    try {
      try (ForumProcess server = ForumProcess.start(data, port, OPTIONS)) {
        start(server, writers, seed, answered);
        server.program().kill();
      }
      torment(data, port, new Torment(cycles, new SeededChance(seed), answered));
      try (ForumProcess server = ForumProcess.start(data, port, OPTIONS)) {
        for (Writer writer : writers) {
          writer.stop();
        }
        server.program().terminate();
        Finished finished = server.program().finished(Deadline.inSeconds(30));
        assertThat(finished.status()).as("%s", finished).isZero();
      }
      report(cycles, seed, writers, answered, began);
      audit(data, writers);
    } finally {
      writers.forEach(Writer::close);
    }
  }

  private static void start(
      ForumProcess server, List<Writer> writers, long seed, AtomicLong answered) throws Exception {
    try (Bot host = Bot.login(server.address(), "host", "a password")) {
      host.does(new Request.CreateThread(new ThreadTitle("shared")));
    }
    for (int i = 0; i < WRITERS; i++) {
      String name = "writer" + i;
      writers.add(Writer.start(server.address(), name, "shared", seed + i, answered));
    }
  }

  private record Torment(int cycles, SeededChance chance, AtomicLong answered) {}

  /// Kills after some answers; one time in eight already while the server starts.
  private static void torment(Path data, int port, Torment torment) throws Exception {
    for (int cycle = 1; cycle < torment.cycles(); cycle++) {
      if (torment.chance().below(8) == 0) {
        try (Program server = ForumProcess.launch(data, port, OPTIONS)) {
          Deadline.in(Duration.ofMillis(torment.chance().below(START_MILLIS_MAX)))
              .await(() -> false);
          server.kill();
        }
      } else {
        try (ForumProcess server = ForumProcess.start(data, port, OPTIONS)) {
          long enough = torment.answered().get() + torment.chance().below(ANSWERS_BETWEEN_KILLS);
          boolean served = Deadline.inSeconds(60).await(() -> torment.answered().get() >= enough);
          assertThat(served).as("answers from %s", server).isTrue();
          server.program().kill();
        }
      }
    }
  }

  private static void report(
      int cycles, long seed, List<Writer> writers, AtomicLong answered, long began) {
    System.out.printf(
        "KillTest: %d kills, seed %d, %d writers, %d changes answered, %.0f s; %s%n",
        cycles,
        seed,
        WRITERS,
        answered.get(),
        (System.nanoTime() - began) * 1e-9,
        writers.getFirst().traffic());
  }

  /// Compares the files with what the writers were told.
  static void audit(Path data, List<Writer> writers) throws Exception {
    List<ThreadAudit.Acknowledged> acknowledged = new ArrayList<>();
    for (Writer writer : writers) {
      assertThat(writer.surprises()).as("unexpected answers").isEmpty();
      assertThat(Classic.file(data, writer.name())).isEqualTo(writer.ownThread());
      acknowledged.addAll(writer.posted());
    }
    List<String> lines = Classic.file(data, "shared");
    assertThat(ThreadAudit.findings(lines.subList(1, lines.size()), acknowledged)).isEmpty();
    assertThat(acknowledged).as("posts").hasSizeGreaterThan(50);
  }
}
