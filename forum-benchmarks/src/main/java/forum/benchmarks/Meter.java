package forum.benchmarks;

import forum.machine.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Measures one load after the other and keeps what came out.
final class Meter {
  /// What was measured when.
  ///
  /// @param subject label of the server, or what stands in for one
  /// @param clients how many there were, or for the bare loop, records under each force
  record Result(
      String subject, String load, int clients, Instant from, Instant to, Measurement measured) {}

  private final Crowd crowd;
  private final LoadOptions.Timing timing;
  private final Ticker ticker = Ticker.system();
  private final List<Result> results = new ArrayList<>();

  Meter(Crowd crowd, LoadOptions.Timing timing) {
    this.crowd = crowd;
    this.timing = timing;
  }

  List<Result> results() {
    return results;
  }

  /// Measures loads that go on at the same time. The processor time is divided among all their
  /// operations.
  void measure(String subject, ServerProcess server, List<Load> loads) throws IOException {
    loads.forEach(Load::begin);
    crowd.go(timing.warmUpNanos());
    Instant from = ticker.now();
    long beganNanos = ticker.nanos();
    Cpu before = Cpu.now(server.cpu());
    loads.forEach(Load::record);
    crowd.go(timing.nanos());
    Cpu used = Cpu.now(server.cpu()).since(before);
    long took = ticker.nanos() - beganNanos;
    Cpu each = used.each(loads.stream().mapToInt(Load::finished).sum());
    for (Load load : loads) {
      Measurement measured = Measurement.of(load.end(), took, each);
      results.add(new Result(subject, load.name(), load.clients(), from, ticker.now(), measured));
    }
    crowd.goUntil(() -> loads.stream().allMatch(Load::isIdle));
  }

  /// Measures the bare loop.
  void measure(ForceLoop loop, int records) throws IOException {
    loop.run(records, timing.warmUpNanos());
    Instant from = ticker.now();
    long beganNanos = ticker.nanos();
    Cpu before = Cpu.now(Duration.ZERO);
    Latencies latencies = loop.run(records, timing.nanos());
    long took = ticker.nanos() - beganNanos;
    Cpu each = Cpu.now(Duration.ZERO).since(before).each(latencies.count());
    Measurement measured = Measurement.of(latencies, took, each);
    results.add(new Result("disk", "force", records, from, ticker.now(), measured));
  }
}
