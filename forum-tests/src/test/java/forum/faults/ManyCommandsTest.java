package forum.faults;

import static org.assertj.core.api.Assertions.assertThat;

import forum.process.Bot;
import forum.process.NothingLeft;
import forum.process.People;
import forum.process.Writer;
import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import forum.testkit.process.Deadline;
import forum.testkit.process.Finished;
import forum.testkit.process.ForumProcess;
import forum.testkit.process.Ports;
import forum.testkit.relay.LossyRelay;
import forum.testkit.relay.Weather;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Commands by the million over links that lose 30 %, double 20 %, reorder and delay by up to 200
/// ms, while their clients change addresses: each has exactly its effect.
///
/// `bin/test -Pcampaign -pl forum-tests -am -Dtest=ManyCommandsTest
/// -Dsurefire.failIfNoSpecifiedTests=false -Dforum.commands=1000000 -Dforum.sessions=1000
/// -Dforum.seed=1`
@ExtendWith(NothingLeft.class)
@Tag("campaign")
class ManyCommandsTest {
  private static final int SESSIONS_OF_A_RELAY = 250;
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Weather WEATHER =
      Weather.STORM.delaying(Duration.ZERO, Duration.ofMillis(200)).holding(Duration.ofMillis(400));
  @TempDir private Path folder;

  @Test
  void a_million_commands_over_a_bad_link_have_exactly_their_effect() throws Exception {
    run(
        Integer.getInteger("forum.sessions", 1000),
        Long.getLong("forum.commands", 1_000_000),
        Long.getLong("forum.seed", 1));
  }

  private void run(int sessions, long commands, long seed) throws Exception {
    Path data = folder.resolve("data");
    People.settle(data, names(sessions).toArray(String[]::new));
    AtomicLong answered = new AtomicLong();
    List<Writer> writers = new ArrayList<>();
    List<LossyRelay> relays = new ArrayList<>();
    try (ForumProcess server = ForumProcess.start(data, Ports.free(), "--no-console")) {
      prepare(server, new Load(sessions, seed, writers, relays, answered));
      long began = System.nanoTime();
      relays.forEach(relay -> relay.weather(WEATHER));
      writers.forEach(Writer::begin);
      work(commands, relays, answered, began);
      writers.forEach(Writer::leaveOff);
      for (Writer writer : writers) {
        writer.stop();
      }
      System.out.printf(
          "ManyCommandsTest: %d commands answered, %d sessions, seed %d, %.0f s; %s%n",
          answered.get(), sessions, seed, seconds(began), relays);
      server.program().terminate();
      Finished finished = server.program().finished(Deadline.inSeconds(60));
      assertThat(finished.status()).as("%s", finished).isZero();
      Writer.audit(data, writers);
      assertThat(answered.get()).isGreaterThanOrEqualTo(commands);
    } finally {
      writers.forEach(Writer::close);
      for (LossyRelay relay : relays) {
        relay.close();
      }
    }
  }

  private static List<String> names(int sessions) {
    List<String> names = new ArrayList<>(List.of("host"));
    for (int i = 0; i < sessions; i++) {
      names.add("w" + i);
    }
    return names;
  }

  private record Load(
      int sessions,
      long seed,
      List<Writer> writers,
      List<LossyRelay> relays,
      AtomicLong answered) {}

  /// Logs in while the weather is fair: that is not what is tried here.
  private static void prepare(ForumProcess server, Load load) throws Exception {
    try (Bot host = Bot.login(server.address(), "host", People.password("host"))) {
      host.does(new Request.CreateThread(new ThreadTitle("shared")));
    }
    for (int i = 0; i < load.sessions(); i++) {
      if (i % SESSIONS_OF_A_RELAY == 0) {
        load.relays().add(LossyRelay.open(server.address(), Weather.FAIR, load.seed() + i));
      }
      load.writers()
          .add(
              Writer.prepare(
                  load.relays().getLast().address(),
                  "w" + i,
                  "shared",
                  load.seed() + i,
                  load.answered()));
    }
  }

  private static void work(
      long commands, List<LossyRelay> relays, AtomicLong answered, long began) {
    Deadline stall = Deadline.in(PATIENCE);
    while (answered.get() < commands) {
      long before = answered.get();
      Deadline.in(BETWEEN_LINES).await(() -> answered.get() >= commands);
      stall = answered.get() > before ? Deadline.in(PATIENCE) : stall;
      assertThat(stall.leftNanos()).as("progress, %s", relays).isPositive();
      relays.forEach(LossyRelay::move);
      System.out.printf(
          "ManyCommandsTest: %d commands answered in %.0f s%n", answered.get(), seconds(began));
    }
  }

  private static double seconds(long beganNanos) {
    return (System.nanoTime() - beganNanos) * 1e-9;
  }
}
