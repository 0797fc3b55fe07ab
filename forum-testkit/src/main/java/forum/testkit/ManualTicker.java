package forum.testkit;

import forum.machine.Ticker;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/// Time that stands still until a test moves it. Safe for any thread.
public final class ManualTicker implements Ticker {
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  private final AtomicLong nanos = new AtomicLong();

  @Override
  public long nanos() {
    return nanos.get();
  }

  /// Moves along with [#nanos], from the beginning of 2026.
  @Override
  public Instant now() {
    return BEGIN.plusNanos(nanos());
  }

  /// Lets `nanos` pass.
  public void pass(long nanos) {
    this.nanos.addAndGet(nanos);
  }
}
