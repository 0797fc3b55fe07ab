package forum.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// What came of one load in one round.
///
/// @param perSecond operations a second
/// @param serverMicros processor time of the server for one operation, all its threads together
/// @param ownMicros the same of the program that makes the load
record Measurement(
    double perSecond,
    double p50Micros,
    double p99Micros,
    double maxMicros,
    double serverMicros,
    double ownMicros) {

  /// From the times of operations that were finished within `nanos`, and what each of them cost.
  static Measurement of(Latencies latencies, long nanos, Cpu each) {
    long[] quantiles = latencies.quantiles(0.5, 0.99, 1);
    return new Measurement(
        latencies.count() * 1e9 / nanos,
        quantiles[0] / 1e3,
        quantiles[1] / 1e3,
        quantiles[2] / 1e3,
        each.server().toNanos() / 1e3,
        each.own().toNanos() / 1e3);
  }

  /// The median of each figure over the rounds, but the greatest maximum.
  static Measurement median(List<Measurement> rounds) {
    return new Measurement(
        median(rounds, Measurement::perSecond),
        median(rounds, Measurement::p50Micros),
        median(rounds, Measurement::p99Micros),
        rounds.stream().mapToDouble(Measurement::maxMicros).max().orElseThrow(),
        median(rounds, Measurement::serverMicros),
        median(rounds, Measurement::ownMicros));
  }

  private static double median(List<Measurement> rounds, ToDoubleFunction<Measurement> figure) {
    return median(rounds.stream().mapToDouble(figure).toArray());
  }

  static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
