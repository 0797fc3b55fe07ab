package forum.server.commit;

import forum.machine.Disk;
import forum.machine.Ticker;
import java.io.IOException;

/// Whether the disk has room to spare. Changes are refused before it is full, so that what was
/// accepted can always be shown in the files, and users can still read. Owned by the command loop.
final class DiskSpace {
  private static final long INTERVAL_NANOS = 1_000_000_000;

  private final Disk disk;
  private final long reserveBytes;
  private final Ticker ticker;
  private boolean isShort;
  private long nextLookNanos;

  /// `reserveBytes` is to stay free.
  DiskSpace(Disk disk, long reserveBytes, Ticker ticker) {
    this.disk = disk;
    this.reserveBytes = reserveBytes;
    this.ticker = ticker;
    this.nextLookNanos = ticker.nanos();
  }

  /// Whether there is less than the reserve; looked at once a second.
  boolean isShort() {
    long nowNanos = ticker.nanos();
    if (nowNanos - nextLookNanos >= 0) {
      nextLookNanos = nowNanos + INTERVAL_NANOS;
      isShort = usableBytes() < reserveBytes;
    }
    return isShort;
  }

  private long usableBytes() {
    try {
      return disk.usableBytes();
    } catch (IOException e) {
      return 0; // a disk that does not answer is not to be written to
    }
  }
}
