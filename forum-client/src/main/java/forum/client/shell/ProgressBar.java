package forum.client.shell;

import forum.client.terminal.Screen;
import forum.client.text.Line;
import forum.client.text.ProgressText;
import forum.client.verb.Surroundings;
import forum.machine.Ticker;
import java.util.concurrent.TimeUnit;

/// How far a transfer is: a bar that is painted over, or on a plain screen a line every tenth. Used
/// by the thread that transfers.
final class ProgressBar implements Surroundings.Watch {
  private static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(300);
  private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Screen screen;
  private final Ticker ticker;
  private final Foreground.Hold hold;
  private final String file;
  private final long startNanos;
  private long nextNanos;
  private long tenths;
  private boolean begun;

  ProgressBar(Screen screen, Ticker ticker, Foreground.Hold hold, String file) {
    this.screen = screen;
    this.ticker = ticker;
    this.hold = hold;
    this.file = file;
    this.startNanos = ticker.nanos();
    this.nextNanos = startNanos + FIRST_NANOS;
  }

  @Override
  public void at(long done, long total, long resumedAt) {
    if (!begun && resumedAt > 0) {
      screen.printer().print(Line.of(ProgressText.resuming(file, resumedAt, total)));
    }
    begun = true;
    if (screen.isPlain()) {
      sayTenths(done, total);
    } else if (ticker.nanos() - nextNanos >= 0) {
      nextNanos = ticker.nanos() + EVERY_NANOS;
      long nanos = ticker.nanos() - startNanos;
      screen.printer().showPassing(new ProgressText(file, done, total, resumedAt, nanos).line());
    }
  }

  private void sayTenths(long done, long total) {
    long now = ProgressText.percent(done, total) / 10;
    if (now > tenths) {
      tenths = now;
      screen.printer().print(Line.of(file + " " + 10 * now + " %"));
    }
  }

  @Override
  public void close() {
    screen.printer().clearPassing();
    hold.close();
  }
}
