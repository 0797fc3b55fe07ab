package forum.protocol.delivery;

/// The measured round-trip time of a path, and how long to wait before sending again.
///
/// As RFC 6298, with a floor suited to local networks. Every transmission carries its number and
/// answers echo it, so Karn's ambiguity does not arise. Owned by one thread.
public final class RoundTrip {
  static final long FIRST_NANOS = 1_000_000_000;
  static final long SHORTEST_NANOS = 30_000_000;
  static final long LONGEST_NANOS = 8_000_000_000L;
  private static final long SLACK_NANOS = 25_000_000;
  private static final long VARIATION_SHORTEST_NANOS = 10_000_000;

  /// How much longer each wait is than the one before. With half of all round trips lost, waits
  /// that double grow faster than luck can end them: a script takes twice as long, with as many
  /// datagrams.
  private static final double GROWTH = 1.5;

  private static final int GROWTHS_MAX = 16;

  /// How many time-outs long a sample counts at most. One answer that comes a second late, because
  /// the server was being started, must not make the client of a link that loses wait seconds for
  /// each repetition from then on; a path that has really become slow is believed after a few.
  private static final int OUTLIER = 2;

  private long smoothedNanos;
  private long variationNanos;
  private boolean measured;

  /// Takes one measurement into account.
  public void sample(long nanos) {
    long sample = Math.max(0, nanos);
    if (measured) {
      sample = Math.min(sample, OUTLIER * baseNanos());
      variationNanos += (Math.abs(smoothedNanos - sample) - variationNanos) / 4;
      smoothedNanos += (sample - smoothedNanos) / 8;
    } else {
      smoothedNanos = sample;
      variationNanos = sample / 2;
      measured = true;
    }
  }

  /// The smoothed round-trip time, 0 before the first sample.
  public long smoothedNanos() {
    return smoothedNanos;
  }

  /// How long to wait for the answer to transmission number `attempt` (0, 1, 2 …) before the next:
  /// half as long again each time, spread by a quarter up or down by `chance` (at least 0, less
  /// than 1), so that clients that lost together do not repeat together.
  public long timeoutNanos(int attempt, double chance) {
    long clamped = Math.clamp(baseNanos(), SHORTEST_NANOS, LONGEST_NANOS);
    double grown = clamped * Math.pow(GROWTH, Math.min(attempt, GROWTHS_MAX));
    return (long) (Math.min(grown, LONGEST_NANOS) * (0.75 + chance / 2));
  }

  private long baseNanos() {
    return measured
        ? smoothedNanos + Math.max(VARIATION_SHORTEST_NANOS, 4 * variationNanos) + SLACK_NANOS
        : FIRST_NANOS;
  }
}
