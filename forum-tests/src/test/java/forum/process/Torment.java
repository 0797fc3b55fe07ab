package forum.process;

import static org.assertj.core.api.Assertions.assertThat;

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

/// A server that comes to a sudden end again and again, under everything that users do. What was
/// acknowledged must be there afterwards, once, in its place.
public final class Torment {
  private static final String[] OPTIONS = {"--exact-port", "--no-console"};
  private static final int CYCLES_OF_A_LINE = 100;
  private static final int ANSWERS_BETWEEN_ENDS = 60;
  private static final int START_MILLIS_MAX = 400;

  /// A login whose session was lost takes a second, in which the old one is asked for; in lives
  /// that are all shorter, nobody would ever get in.
  private static final int LIVES_OF_A_LONG_ONE = 8;

  /// How a server ends, which may just be starting; it does not run any more afterwards.
  public interface End {
    void of(Program server) throws Exception;
  }

  private final String name;
  private final Path data;
  private final int port = Ports.free();
  private final long seed;
  private final End end;
  private final SeededChance chance;
  private final List<Long> startNanos = new ArrayList<>();
  private final long beganNanos = System.nanoTime();

  /// `name` is for what is printed; the data folder has been prepared by [Crowd#settle].
  public Torment(String name, Path data, long seed, End end) throws IOException {
    this.name = name;
    this.data = data;
    this.seed = seed;
    this.end = end;
    this.chance = new SeededChance(seed);
  }

  /// Lets so many servers end and holds the files against the answers.
  ///
  /// @param files a folder for what is uploaded
  public void run(int cycles, Path files) throws Exception {
    try (ForumProcess first = start();
        Crowd crowd = new Crowd(first.address(), files, seed)) {
      end.of(first.program());
      for (int cycle = 1; cycle < cycles; cycle++) {
        live(crowd);
        assertThat(crowd.surprises()).as("in cycle %d", cycle).isEmpty();
        if (cycle % CYCLES_OF_A_LINE == 0) {
          report(cycle, crowd);
        }
      }
      try (ForumProcess last = start()) {
        crowd.stop();
        last.program().terminate();
        Finished finished = last.program().finished(Deadline.inSeconds(30));
        assertThat(finished.status()).as("%s", finished).isZero();
      }
      report(cycles, crowd);
      crowd.audit(data);
      Finished check = ForumProcess.admin(data, "check"); // the attachments' bytes, too
      assertThat(check.status()).as("%s", check).isZero();
    }
  }

  private ForumProcess start() throws IOException {
    long began = System.nanoTime();
    ForumProcess server = ForumProcess.start(data, port, OPTIONS);
    startNanos.add(System.nanoTime() - began);
    return server;
  }

  /// The end comes after some answers; one time in eight already while the server starts, and one
  /// time in eight when everybody has got on.
  private void live(Crowd crowd) throws Exception {
    if (chance.below(8) == 0) {
      try (Program server = ForumProcess.launch(data, port, OPTIONS)) {
        Deadline.in(Duration.ofMillis(chance.below(START_MILLIS_MAX))).await(() -> false);
        end.of(server);
      }
      return;
    }
    try (ForumProcess server = start()) {
      long enough = crowd.answered() + chance.below(ANSWERS_BETWEEN_ENDS);
      Crowd.Progress progress = crowd.progress();
      boolean patient = chance.below(LIVES_OF_A_LONG_ONE) == 0;
      boolean served =
          Deadline.inSeconds(60)
              .await(() -> crowd.answered() >= enough && (!patient || progress.isEverybodys()));
      assertThat(served).as("answers from %s", server).isTrue();
      end.of(server.program());
    }
  }

  private void report(int cycles, Crowd crowd) {
    List<Long> millis = startNanos.stream().map(each -> each / 1_000_000).sorted().toList();
    System.out.printf(
        "%s: %d ends, seed %d, %.0f s; %d starts under this load took %d ms, the longest %d ms, half"
            + " of them at most %d ms; %s%n",
        name,
        cycles,
        seed,
        (System.nanoTime() - beganNanos) * 1e-9,
        millis.size(),
        millis.getFirst(),
        millis.getLast(),
        millis.get(millis.size() / 2),
        crowd);
  }
}
