package forum.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import forum.process.NothingLeft;
import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import forum.server.model.JournalEntry;
import forum.simulation.JournalReading;
import forum.simulation.Violation;
import forum.testkit.process.Deadline;
import forum.testkit.process.ForumProcess;
import forum.testkit.process.Ports;
import forum.testkit.relay.LossyRelay;
import forum.testkit.relay.Weather;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Clients of a real server that is killed now and then, over a network that loses, doubles and
/// reorders: whatever all of them were told can be explained by one order of what they did, in
/// which everything took effect once, between the moment it was asked for and the answer.
///
/// That is checked twice: against the order of the journal, and thread by thread by a search that
/// knows nothing of the journal. And both must find out a history in which two reads are swapped.
///
/// The long run: `bin/test -Pcampaign -pl forum-tests -am -Dtest=LinearizabilityTest
/// -Dsurefire.failIfNoSpecifiedTests=false`
@ExtendWith(NothingLeft.class)
class LinearizabilityTest {
  private static final String[] OPTIONS = {"--exact-port", "--no-console"};
  private static final Weather BAD =
      new Weather(0.2, 0.1, 0.1, Duration.ZERO, Duration.ofMillis(2), Duration.ofMillis(30));
  @TempDir private Path folder;

  @Test
  void all_answers_are_explained_by_one_order() throws Exception {
    torment(6, 3, Duration.ofSeconds(2));
  }

  @Test
  @Tag("campaign")
  void five_minutes_of_16_clients_are_explained_by_one_order() throws Exception {
    torment(16, 60, Duration.ofSeconds(5));
  }

  private void torment(int clients, int lives, Duration life) throws Exception {
    long seed = Long.getLong("forum.seed", System.currentTimeMillis());
    System.out.println("linearizability: seed " + seed);
    long began = System.nanoTime();
    List<Operation> history = record(clients, lives, life, seed);
    double seconds = (System.nanoTime() - began) * 1e-9;
    JournalOrder.check(journal(), history);
    Map<ThreadTitle, List<Operation>> talks = byThread(history);
    talks.forEach((title, talk) -> assertThat(unexplained(talk)).as("%s", title).isNull());
    int swapped = rejectSwapped(history, talks);
    System.out.printf(
        "linearizability: %d clients, %d kills, %.0f s; %d operations, %d of them reads, in %d"
            + " threads; %d histories with two reads swapped were rejected%n",
        clients,
        lives - 1,
        seconds,
        history.size(),
        history.stream().filter(it -> !it.isChange()).count(),
        talks.size(),
        swapped);
    assertThat(history).hasSizeGreaterThan(100);
    assertThat(swapped).isPositive();
  }

  /// All that clients do while the server lives `lives` lives.
  private List<Operation> record(int clients, int lives, Duration life, long seed)
      throws Exception {
    int port = Ports.free();
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    AtomicLong counter = new AtomicLong();
    List<Recorder> recorders = new ArrayList<>();
    try (LossyRelay relay = LossyRelay.open(address, BAD, seed)) {
      for (int i = 1; i <= lives; i++) {
        try (ForumProcess server = ForumProcess.start(folder.resolve("data"), port, OPTIONS)) {
          while (recorders.size() < clients) {
            int number = recorders.size();
            recorders.add(new Recorder(relay.address(), "user" + number, seed + number, counter));
          }
          Deadline.in(life).await(() -> false);
          if (i == lives) {
            return stop(recorders);
          }
          server.program().kill();
        }
      }
      throw new IllegalArgumentException("not even one life");
    } finally {
      recorders.forEach(Recorder::close);
    }
  }

  private static List<Operation> stop(List<Recorder> recorders) throws Exception {
    List<Operation> history = new ArrayList<>();
    for (Recorder recorder : recorders) {
      history.addAll(recorder.stop());
    }
    return history;
  }

  private List<JournalEntry> journal() throws Exception {
    return JournalReading.of(folder.resolve("data")).stream().map(JournalEntry::of).toList();
  }

  private static Map<ThreadTitle, List<Operation>> byThread(List<Operation> history) {
    return history.stream().collect(Collectors.groupingBy(LinearizabilityTest::title));
  }

  private static ThreadTitle title(Operation operation) {
    return switch (operation.request()) {
      case Request.CreateThread it -> it.thread();
      case Request.RemoveThread it -> it.thread();
      case Request.PostMessage it -> it.thread();
      case Request.EditMessage it -> it.thread();
      case Request.DeleteMessage it -> it.thread();
      case Request.ReadThread it -> it.thread();
      default -> throw new IllegalArgumentException(operation.toString());
    };
  }

  private static Operation unexplained(List<Operation> talk) {
    return Search.unexplained(Talk::after, Talk.NONE, talk);
  }

  /// Swaps what two reads of a thread have read, one of which ended long before the other.
  ///
  /// @return how many such pairs there were
  private int rejectSwapped(List<Operation> history, Map<ThreadTitle, List<Operation>> talks)
      throws Exception {
    int swapped = 0;
    for (List<Operation> talk : talks.values()) {
      List<Operation> reads =
          talk.stream()
              .filter(it -> !it.isChange() && it.reply().isOk())
              .sorted(Comparator.comparingLong(Operation::invokedNanos))
              .toList();
      if (reads.size() > 1 && differ(reads.getFirst(), reads.getLast())) {
        swapped++;
        Operation early = reads.getFirst().reading(reads.getLast());
        Operation late = reads.getLast().reading(reads.getFirst());
        assertThat(unexplained(replaced(talk, reads, early, late))).as("swapped").isNotNull();
        List<Operation> all = replaced(history, reads, early, late);
        List<JournalEntry> journal = journal();
        assertThatThrownBy(() -> JournalOrder.check(journal, all)).isInstanceOf(Violation.class);
      }
    }
    return swapped;
  }

  private static boolean differ(Operation early, Operation late) {
    return early.answeredNanos() < late.invokedNanos() && !early.lines().equals(late.lines());
  }

  private static List<Operation> replaced(
      List<Operation> history, List<Operation> reads, Operation early, Operation late) {
    return history.stream()
        .map(it -> it == reads.getFirst() ? early : it == reads.getLast() ? late : it)
        .toList();
  }
}
