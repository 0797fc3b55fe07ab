package forum.process;

import java.util.List;
import java.util.TreeSet;

/// How far two samples are from coming of one distribution.
///
/// @param distance the greatest between the two empirical distribution functions
/// @param p how likely such a distance, or a greater one, is when the distributions are the same
record KolmogorovSmirnov(double distance, double p) {
  private static final int TERMS = 100;
  private static final double CERTAIN = 0.2;

  static KolmogorovSmirnov of(List<Long> some, List<Long> others) {
    List<Long> first = some.stream().sorted().toList();
    List<Long> second = others.stream().sorted().toList();
    TreeSet<Long> values = new TreeSet<>(first);
    values.addAll(second);
    double distance = 0;
    int below = 0;
    int belowOthers = 0;
    for (long value : values) {
      below = upTo(first, below, value);
      belowOthers = upTo(second, belowOthers, value);
      double apart = (double) below / first.size() - (double) belowOthers / second.size();
      distance = Math.max(distance, Math.abs(apart));
    }
    double size = (double) first.size() * second.size() / (first.size() + second.size());
    return new KolmogorovSmirnov(distance, likelihood(distance, Math.sqrt(size)));
  }

  private static int upTo(List<Long> sorted, int from, long value) {
    int index = from;
    while (index < sorted.size() && sorted.get(index) <= value) {
      index++;
    }
    return index;
  }

  /// Kolmogorov's distribution, with Stephens' correction for samples that are not endless.
  private static double likelihood(double distance, double root) {
    double lambda = (root + 0.12 + 0.11 / root) * distance;
    if (lambda < CERTAIN) {
      return 1; // the series needs more terms the smaller this is
    }
    double sum = 0;
    for (int k = 1; k <= TERMS; k++) {
      sum += (k % 2 == 1 ? 2 : -2) * Math.exp(-2.0 * k * k * lambda * lambda);
    }
    return Math.clamp(sum, 0, 1);
  }

  @Override
  public String toString() {
    return "distance %.4f, p %.3f".formatted(distance, p);
  }
}
