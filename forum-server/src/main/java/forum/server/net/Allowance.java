package forum.server.net;

/// A token bucket: so many a second, up to a second's worth at once. Owned by one thread.
public final class Allowance {
  private final int perSecond;
  private double left;
  private long lastNanos;
  private boolean begun;

  /// `perSecond` may be taken each second.
  public Allowance(int perSecond) {
    this.perSecond = perSecond;
    this.left = perSecond;
  }

  /// Takes one if one is left.
  public boolean take(long nowNanos) {
    if (begun) {
      left = Math.min(perSecond, left + (nowNanos - lastNanos) * 1e-9 * perSecond);
    }
    begun = true;
    lastNanos = nowNanos;
    if (left < 1) {
      return false;
    }
    left -= 1;
    return true;
  }
}
