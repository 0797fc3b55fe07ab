package forum.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Many seeds, several at a time: every world has a thread of its own and shares nothing.
final class Campaign {
  private static final int SHOWN = 3;

  private record Run(long seed, Outcome outcome, Violation violation) {}

  private final List<Run> runs;
  private final double seconds;

  private Campaign(List<Run> runs, double seconds) {
    this.runs = runs;
    this.seconds = seconds;
  }

  static Campaign of(List<Long> seeds) throws InterruptedException {
    long began = System.nanoTime();
    List<Run> runs = new ArrayList<>();
    try (ExecutorService workers =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      List<Future<Run>> futures =
          seeds.stream().map(seed -> workers.submit(() -> run(seed))).toList();
      for (Future<Run> future : futures) {
        runs.add(future.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
    return new Campaign(runs, (System.nanoTime() - began) * 1e-9);
  }

  /// This one and another one that was run after it.
  Campaign and(Campaign later) {
    List<Run> all = new ArrayList<>(runs);
    all.addAll(later.runs);
    return new Campaign(all, seconds + later.seconds);
  }

  private static Run run(long seed) {
    try {
      return new Run(seed, new World(Scenario.of(seed)).run(), null);
    } catch (Violation e) {
      return new Run(seed, null, e);
    }
  }

  int seeds() {
    return runs.size();
  }

  /// What it came to, in one line.
  String summary() {
    List<Outcome> ended =
        runs.stream().filter(run -> run.outcome() != null).map(Run::outcome).toList();
    double hours = ended.stream().mapToLong(Outcome::nanos).sum() / 3.6e12;
    return ("simulation: %d seeds, %d failed; %d changes asked for, %d acknowledged, %d journaled;"
            + " %d crashes, %d datagrams of which %d lost; %.1f hours in %.0f s, %.2f hours a second")
        .formatted(
            runs.size(),
            runs.size() - ended.size(),
            ended.stream().mapToLong(Outcome::submitted).sum(),
            ended.stream().mapToLong(Outcome::acknowledged).sum(),
            ended.stream().mapToLong(Outcome::entries).sum(),
            ended.stream().mapToLong(Outcome::crashes).sum(),
            ended.stream().mapToLong(outcome -> outcome.network().sent()).sum(),
            ended.stream().mapToLong(outcome -> outcome.network().lost()).sum(),
            hours,
            seconds,
            hours / seconds);
  }

  /// What has happened in all of them together.
  Tally tally() {
    Tally tally = new Tally();
    runs.stream()
        .filter(run -> run.outcome() != null)
        .forEach(run -> tally.add(run.outcome().tally()));
    return tally;
  }

  /// Changes that were acknowledged: a server that answers nothing must not pass.
  long acknowledged() {
    return runs.stream()
        .filter(run -> run.outcome() != null)
        .mapToLong(run -> run.outcome().acknowledged())
        .sum();
  }

  /// What went wrong with the first few seeds that failed, and how to see it again.
  List<String> failures() {
    return runs.stream()
        .filter(run -> run.violation() != null)
        .limit(SHOWN)
        .map(run -> "seed " + run.seed() + ": " + repeat(run.seed()) + "\n" + run.violation())
        .toList();
  }

  static String repeat(long seed) {
    return "bin/test test -pl forum-tests -am -Dtest=SimulationTest#one_seed"
        + " -Dsurefire.failIfNoSpecifiedTests=false -Dsimulation.seed="
        + seed;
  }
}
