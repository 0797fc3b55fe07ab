package forum.server.account;

/// So many at once, and then one each interval: counted as the time at which all that was spent
/// will be earned again (the generic cell rate algorithm).
final class Budget {
  /// @param atOnce how many may be spent in one moment
  /// @param intervalNanos how long it takes to earn one
  record Terms(int atOnce, long intervalNanos) {}

  private final Terms terms;
  private long earnedNanos;

  Budget(Terms terms, long nowNanos) {
    this.terms = terms;
    this.earnedNanos = nowNanos;
  }

  void spend(long nowNanos) {
    spend(1, nowNanos);
  }

  /// May spend more than there is: that is paid back first.
  void spend(int count, long nowNanos) {
    earnedNanos = nowNanos + debtNanos(nowNanos) + count * terms.intervalNanos();
  }

  boolean hasRoom(long nowNanos) {
    return waitNanos(nowNanos) == 0;
  }

  /// How long until one can be spent.
  long waitNanos(long nowNanos) {
    return Math.max(0, debtNanos(nowNanos) - (terms.atOnce() - 1) * terms.intervalNanos());
  }

  private long debtNanos(long nowNanos) {
    return Math.max(0, earnedNanos - nowNanos);
  }
}
