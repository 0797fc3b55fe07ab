package forum.server.rate;

import java.util.concurrent.TimeUnit;

/// So many at once, and then one each interval: counted as the time at which all that was spent
/// will be earned again (the generic cell rate algorithm). Owned by one thread.
public final class Budget {
  /// How much may be spent, and how fast it is earned.
  ///
  /// @param atOnce how many may be spent in one moment
  /// @param intervalNanos how long it takes to earn one
  public record Terms(int atOnce, long intervalNanos) {
    /// So many a second, and `seconds` worth at once.
    public static Terms perSecond(long count, long seconds) {
      int atOnce = Math.toIntExact(Math.max(1, seconds * count));
      return new Terms(atOnce, TimeUnit.SECONDS.toNanos(1) / count);
    }
  }

  private final Terms terms;
  private boolean touched;
  private long earnedNanos;

  /// Nothing is spent yet.
  public Budget(Terms terms) {
    this.terms = terms;
  }

  /// Spends one.
  public void spend(long nowNanos) {
    spend(1, nowNanos);
  }

  /// May spend more than there is: that is paid back first.
  public void spend(int count, long nowNanos) {
    earnedNanos = nowNanos + debtNanos(nowNanos) + count * terms.intervalNanos();
    touched = true;
  }

  /// Spends one if there is one.
  ///
  /// @return 0, or how long until there is one
  public long take(long nowNanos) {
    long waitNanos = waitNanos(nowNanos);
    if (waitNanos == 0) {
      spend(nowNanos);
    }
    return waitNanos;
  }

  /// Whether one can be spent.
  public boolean hasRoom(long nowNanos) {
    return waitNanos(nowNanos) == 0;
  }

  /// How long until one can be spent.
  public long waitNanos(long nowNanos) {
    return Math.max(0, debtNanos(nowNanos) - (terms.atOnce() - 1) * terms.intervalNanos());
  }

  private long debtNanos(long nowNanos) {
    return touched ? Math.max(0, earnedNanos - nowNanos) : 0;
  }
}
