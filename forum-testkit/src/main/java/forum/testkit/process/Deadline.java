package forum.testkit.process;

import forum.machine.Ticker;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// The moment by which something must have happened.
public final class Deadline {
  private static final long POLL_NANOS = 5_000_000;

  private final Ticker ticker = Ticker.system();
  private final Duration time;
  private final long endNanos;

  private Deadline(Duration time) {
    this.time = time;
    this.endNanos = ticker.nanos() + time.toNanos();
  }

  /// In `time` from now.
  public static Deadline in(Duration time) {
    return new Deadline(time);
  }

  /// In so many seconds from now.
  public static Deadline inSeconds(long seconds) {
    return in(Duration.ofSeconds(seconds));
  }

  /// Time left, in nanoseconds; not more than 0 when it is over.
  public long leftNanos() {
    return endNanos - ticker.nanos();
  }

  /// Returns once `condition` holds; asks every few milliseconds.
  ///
  /// @return false when it does not hold in time
  public boolean await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      if (leftNanos() <= 0) {
        return false;
      }
      LockSupport.parkNanos(Math.min(POLL_NANOS, leftNanos()));
    }
    return true;
  }

  @Override
  public String toString() {
    return time.toMillis() / 1000.0 + " s";
  }
}
