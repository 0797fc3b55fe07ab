package forum.benchmarks;

import java.util.Arrays;

/// Times of single operations, all kept. Owned by one thread.
final class Latencies {
  private long[] nanos = new long[1 << 16];
  private int count;

  void add(long took) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * count);
    }
    nanos[count++] = took;
  }

  int count() {
    return count;
  }

  /// The times within which 0.5, 0.99 … of the operations were finished.
  long[] quantiles(double... shares) {
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return Arrays.stream(shares)
        .mapToLong(share -> count == 0 ? 0 : sorted[(int) Math.ceil(share * count) - 1])
        .toArray();
  }
}
