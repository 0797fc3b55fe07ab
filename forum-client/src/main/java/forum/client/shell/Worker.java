package forum.client.shell;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Runs commands one after the other on a thread of its own. Safe for any thread.
final class Worker implements AutoCloseable {
  private final ExecutorService executor =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("commands").factory());
  private volatile @Nullable Thread running;

  /// Runs `work` after all that was given before.
  <T> CompletableFuture<T> run(Supplier<T> work) {
    return CompletableFuture.supplyAsync(() -> watched(work), executor);
  }

  private <T> T watched(Supplier<T> work) {
    running = Thread.currentThread();
    try {
      return work.get();
    } finally {
      running = null;
      var _ = Thread.interrupted(); // meant for this work, not for the next
    }
  }

  /// Interrupts what is running.
  void interrupt() {
    Thread thread = running;
    if (thread != null) {
      thread.interrupt();
    }
  }

  /// Waits for nothing.
  @Override
  public void close() {
    executor.shutdownNow();
  }
}
