package forum.client.shell;

import forum.client.terminal.Screen;
import forum.client.text.Line;
import forum.machine.Ticker;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Prints news while something is typed, and keeps the status line true. Has a thread of its own.
final class News implements AutoCloseable {
  private static final long STEP_MILLIS = 200;
  private static final int STEPS_PER_STATUS = 5;

  private final Screen screen;
  private final Foreground foreground;
  private final NoticeBoard board;
  private final Ticker ticker;
  private final Supplier<Line> status;
  private final CountDownLatch closed = new CountDownLatch(1);

  News(
      Screen screen,
      Foreground foreground,
      NoticeBoard board,
      Ticker ticker,
      Supplier<Line> status) {
    this.screen = screen;
    this.foreground = foreground;
    this.board = board;
    this.ticker = ticker;
    this.status = status;
  }

  void start() {
    Thread.ofVirtual().name("news").start(this::run);
  }

  private void run() {
    try {
      for (int step = 0; !closed.await(STEP_MILLIS, TimeUnit.MILLISECONDS); step++) {
        if (!screen.isPlain() && !foreground.isHeld()) {
          screen.printer().print(board.due(ticker.nanos(), screen.width()));
          if (step % STEPS_PER_STATUS == 0) {
            screen.showStatus(status.get());
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody does
    }
  }

  /// A prompt is about to be shown: on a plain screen the place for news.
  void beforePrompt() {
    if (screen.isPlain()) {
      screen.printer().print(board.all(screen.width()));
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
