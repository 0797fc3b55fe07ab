package forum.client.batch;

import forum.client.text.ProgressText;
import forum.client.text.Width;
import forum.client.verb.Surroundings;
import forum.machine.Ticker;
import forum.protocol.Characters;
import java.io.PrintStream;
import java.util.concurrent.TimeUnit;

/// How far a transfer is, on a standard error that somebody watches: one line, painted over. Used
/// by the thread that transfers.
final class ErrorProgress implements Surroundings.Watch {
  private static final int COLUMNS = 79;
  private static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final PrintStream out;
  private final Ticker ticker;
  private final String file;
  private final long startNanos;
  private long nextNanos;
  private boolean shown;

  ErrorProgress(PrintStream out, Ticker ticker, String file) {
    this.out = out;
    this.ticker = ticker;
    this.file = Characters.visible(file);
    this.startNanos = ticker.nanos();
    this.nextNanos = startNanos + FIRST_NANOS;
  }

  @Override
  public void at(long done, long total, long resumedAt) {
    long now = ticker.nanos();
    if (now - nextNanos >= 0) {
      nextNanos = now + EVERY_NANOS;
      shown = true;
      String text = new ProgressText(file, done, total, resumedAt, now - startNanos).line().text();
      out.print("\r" + Width.padded(Width.cut(text, COLUMNS), COLUMNS));
      out.flush();
    }
  }

  @Override
  public void close() {
    if (shown) {
      out.print("\r" + " ".repeat(COLUMNS) + "\r");
      out.flush();
    }
  }
}
