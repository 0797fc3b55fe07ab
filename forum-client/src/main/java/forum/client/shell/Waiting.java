package forum.client.shell;

import forum.client.link.ServerLink;
import forum.client.terminal.Printer;
import forum.client.text.Line;
import forum.client.text.Tone;
import forum.machine.Ticker;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// Waits for a command in front of a person: first silently, then with dots, then with words, then
/// no longer. Used by the thread that reads what is typed; [#interrupt] is for any.
final class Waiting {
  /// Why the waiting ended.
  enum End {
    /// It is there.
    DONE,
    /// Ctrl-C.
    INTERRUPTED,
    /// It took too long.
    TOO_LONG
  }

  private static final long STEP_MILLIS = 50;

  private final Printer printer;
  private final Foreground foreground;
  private final Supplier<ServerLink.Status> status;
  private final Ticker ticker;
  private final Patience patience;
  private volatile CompletableFuture<Void> interrupt = new CompletableFuture<>();

  Waiting(
      Printer printer,
      Foreground foreground,
      Supplier<ServerLink.Status> status,
      Ticker ticker,
      Patience patience) {
    this.printer = printer;
    this.foreground = foreground;
    this.status = status;
    this.ticker = ticker;
    this.patience = patience;
  }

  /// Ctrl-C.
  void interrupt() {
    if (!foreground.interrupt()) {
      interrupt.complete(null);
    }
  }

  /// Waits until `future` is done, however it ends, or the user's patience is.
  ///
  /// @param forGood whether there is no prompt to return to
  End until(CompletableFuture<?> future, boolean forGood) {
    CompletableFuture<Void> stop = new CompletableFuture<>();
    interrupt = stop;
    long start = ticker.nanos();
    long repeatedBefore = status.get().repeated();
    try {
      while (!isOver(future, stop)) {
        if (foreground.isHeld()) {
          start = ticker.nanos(); // somebody else shows what is going on
          continue;
        }
        Duration waited = Duration.ofNanos(ticker.nanos() - start);
        if (!forGood && waited.compareTo(patience.longest()) > 0) {
          return End.TOO_LONG;
        }
        show(waited, status.get().repeated() - repeatedBefore);
      }
      return future.isDone() ? End.DONE : End.INTERRUPTED;
    } finally {
      printer.clearPassing();
    }
  }

  private static boolean isOver(CompletableFuture<?> future, CompletableFuture<Void> stop) {
    try {
      CompletableFuture.anyOf(future, stop).get(STEP_MILLIS, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      return true; // how it ended is the caller's to look at
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private void show(Duration waited, long repeated) {
    boolean unheard = status.get().silence().compareTo(patience.silent()) > 0;
    if (waited.compareTo(patience.quiet()) > 0 && unheard) {
      printer.showPassing(
          Line.of(Tone.FAINT, "... no answer yet, try " + (Math.max(0, repeated) + 1)));
    } else if (waited.compareTo(patience.silent()) > 0) {
      printer.showPassing(Line.of(Tone.FAINT, "..."));
    }
  }
}
