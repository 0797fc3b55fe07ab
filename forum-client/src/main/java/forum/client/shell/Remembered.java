package forum.client.shell;

import forum.machine.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Something of the server's that is fetched in the background and shown a little out of date
/// rather than waited for. Safe for any thread.
final class Remembered<T> {
  private static final long WAIT_MILLIS = 150;
  private static final Duration FRESH = Duration.ofSeconds(2);

  private final Callable<T> source;
  private final Executor executor;
  private final Ticker ticker;
  private @Nullable CompletableFuture<T> fetching;
  private @Nullable T value;
  private long fetchedNanos;

  Remembered(Callable<T> source, Executor executor, Ticker ticker) {
    this.source = source;
    this.executor = executor;
    this.ticker = ticker;
  }

  /// The newest there is within 150 ms; empty when nothing was ever there.
  Optional<T> recent() {
    CompletableFuture<T> fetch = refresh();
    try {
      return Optional.of(fetch.get(WAIT_MILLIS, TimeUnit.MILLISECONDS));
    } catch (TimeoutException | ExecutionException e) {
      return known(); // old is better than nothing, and nothing is better than waiting
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return known();
    }
  }

  /// As [#recent], but not older than this call unless that takes too long.
  Optional<T> newest() {
    forget();
    return recent();
  }

  private synchronized void forget() {
    fetchedNanos = ticker.nanos() - FRESH.toNanos();
  }

  private synchronized Optional<T> known() {
    return Optional.ofNullable(value);
  }

  /// Fetches it anew, unless that has just been done or is being done.
  synchronized CompletableFuture<T> refresh() {
    boolean fresh = value != null && ticker.nanos() - fetchedNanos < FRESH.toNanos();
    if (fetching == null || (fetching.isDone() && !fresh)) {
      fetching = fetch();
    }
    return fetching;
  }

  private CompletableFuture<T> fetch() {
    CompletableFuture<T> result = new CompletableFuture<>();
    executor.execute(
        () -> {
          try {
            T fetched = source.call();
            keep(fetched);
            result.complete(fetched);
          } catch (Exception e) { // top of a background thread: nobody waits for more than a value
            result.completeExceptionally(e);
          }
        });
    return result;
  }

  private synchronized void keep(T fetched) {
    value = fetched;
    fetchedNanos = ticker.nanos();
  }
}
