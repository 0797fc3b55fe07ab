package forum.client.verb;

import forum.machine.Ticker;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// A command that was started.
public final class Running {
  private final long startedNanos;
  private final Supplier<Result> end;
  private volatile long endedNanos;

  private Running(Ticker ticker, long startedNanos, Supplier<Result> end) {
    this.startedNanos = startedNanos;
    this.end = end;
    this.endedNanos = ticker.nanos();
  }

  /// A command that ended before anything had to be waited for.
  static Running ended(Ticker ticker, long startedNanos, Result result) {
    return new Running(ticker, startedNanos, () -> result);
  }

  /// A command that ends with `future`; `end` waits for it and says how.
  static Running until(
      Ticker ticker, long startedNanos, CompletableFuture<?> future, Supplier<Result> end) {
    Running running = new Running(ticker, startedNanos, end);
    var _ = future.whenComplete((outcome, failure) -> running.endedNanos = ticker.nanos());
    return running;
  }

  /// Waits until it has ended.
  public Result await() {
    return end.get();
  }

  /// How long it took; of use once it has ended.
  public Duration took() {
    return Duration.ofNanos(endedNanos - startedNanos);
  }
}
