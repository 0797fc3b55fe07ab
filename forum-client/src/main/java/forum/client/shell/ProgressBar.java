package forum.client.shell;

import forum.client.terminal.Screen;
import forum.client.text.Line;
import forum.client.text.Sizes;
import forum.client.text.Tone;
import forum.client.verb.Surroundings;
import forum.machine.Ticker;
import java.util.concurrent.TimeUnit;

/// How far a transfer is: a bar that is painted over, or on a plain screen a line every tenth. Used
/// by the thread that transfers.
final class ProgressBar implements Surroundings.Watch {
  private static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(300);
  private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final int BAR_COLUMNS = 24;

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
      String size = Sizes.shown(total);
      screen
          .printer()
          .print(
              Line.of(
                  "resuming at " + percent(resumedAt, total) + " % (" + file + ", " + size + ")"));
    }
    begun = true;
    if (screen.isPlain()) {
      sayTenths(done, total);
    } else if (ticker.nanos() - nextNanos >= 0) {
      nextNanos = ticker.nanos() + EVERY_NANOS;
      screen.printer().showPassing(bar(done, total, resumedAt));
    }
  }

  private void sayTenths(long done, long total) {
    long now = percent(done, total) / 10;
    if (now > tenths) {
      tenths = now;
      screen.printer().print(Line.of(file + " " + 10 * now + " %"));
    }
  }

  private static long percent(long done, long total) {
    return total == 0 ? 100 : Math.floorDiv(100 * done, total);
  }

  /// `disk.img [##################......] 78% 321 MB of 412 MB 9.8 MB/s 0:09`.
  private Line bar(long done, long total, long resumedAt) {
    int full = (int) (BAR_COLUMNS * percent(done, total) / 100);
    double seconds = (ticker.nanos() - startNanos) / 1e9;
    long rate = Math.round((done - resumedAt) / Math.max(seconds, 0.001));
    String bar = "#".repeat(full) + ".".repeat(BAR_COLUMNS - full);
    return Line.of(Tone.TITLE, file)
        .and("  [" + bar + "]  " + percent(done, total) + "%  ")
        .and(Sizes.shown(done) + " of " + Sizes.shown(total))
        .and("  " + Sizes.shown(rate) + "/s  " + left(total - done, rate));
  }

  private static String left(long bytes, long rate) {
    if (rate == 0) {
      return "";
    }
    long seconds = bytes / rate;
    String rest = Long.toString(seconds % 60);
    return seconds / 60 + ":" + (rest.length() < 2 ? "0" + rest : rest);
  }

  @Override
  public void close() {
    screen.printer().clearPassing();
    hold.close();
  }
}
