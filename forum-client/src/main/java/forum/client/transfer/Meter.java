package forum.client.transfer;

import forum.machine.Ticker;
import java.util.concurrent.TimeUnit;

/// Counts what has moved and tells it, not too often. Owned by the thread of the transfer.
final class Meter {
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Ticker ticker;
  private final Progress progress;
  private final long total;
  private final long resumedAt;
  private long bytes;
  private long toldNanos;

  /// Tells the start.
  Meter(Ticker ticker, Progress progress, long resumedAt, long total) {
    this.ticker = ticker;
    this.progress = progress;
    this.resumedAt = resumedAt;
    this.total = total;
    this.bytes = resumedAt;
    tell();
  }

  void moved(long count) {
    bytes += count;
    if (bytes == total || ticker.nanos() - toldNanos >= PAUSE_NANOS) {
      tell();
    }
  }

  private void tell() {
    toldNanos = ticker.nanos();
    progress.at(bytes, total, resumedAt);
  }
}
