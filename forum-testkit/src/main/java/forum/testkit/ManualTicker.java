package forum.testkit;

import forum.machine.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/// Time that stands still until a test moves it. Safe for any thread.
public final class ManualTicker implements Ticker {
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  private final AtomicLong nanos = new AtomicLong();
  private volatile Instant begin = BEGIN;

  @Override
  public long nanos() {
    return nanos.get();
  }

  /// Moves along with [#nanos], from the beginning of 2026, but for the jumps it was made to take.
  @Override
  public Instant now() {
    return begin.plusNanos(nanos());
  }

  /// Lets `nanos` pass.
  public void pass(long nanos) {
    this.nanos.addAndGet(nanos);
  }

  /// Sets the wall clock forward, or back when `by` is negative. No time passes.
  public void jump(Duration by) {
    begin = begin.plus(by);
  }
}
