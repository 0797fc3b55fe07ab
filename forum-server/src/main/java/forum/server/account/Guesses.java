package forum.server.account;

import java.util.concurrent.TimeUnit;

/// The wrong passwords that came from one network for one name.
final class Guesses {
  private static final int FREE = 5;
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long PAUSE_NANOS_MAX = TimeUnit.SECONDS.toNanos(60);
  private static final long FORGOTTEN_AFTER_NANOS = TimeUnit.MINUTES.toNanos(15);

  private int failures;
  private boolean paused;
  private long lastNanos;
  private long freeNanos;

  Guesses(long nowNanos) {
    lastNanos = nowNanos;
    freeNanos = nowNanos;
  }

  /// One more.
  ///
  /// @return how many there are by now
  int fail(long nowNanos) {
    failures = nowNanos - lastNanos < FORGOTTEN_AFTER_NANOS ? failures + 1 : 1;
    lastNanos = nowNanos;
    freeNanos = nowNanos + pauseNanos();
    paused = false;
    return failures;
  }

  private long pauseNanos() {
    int doublings = Math.min(failures - FREE, 10);
    return doublings < 0 ? 0 : Math.min(PAUSE_NANOS << doublings, PAUSE_NANOS_MAX);
  }

  /// Makes the next try wait because of what others did, once.
  void pauseOnce(long nanos, long nowNanos) {
    if (!paused) {
      paused = true;
      freeNanos = nowNanos + Math.max(nanos, waitNanos(nowNanos));
    }
  }

  long waitNanos(long nowNanos) {
    return Math.max(0, freeNanos - nowNanos);
  }
}
