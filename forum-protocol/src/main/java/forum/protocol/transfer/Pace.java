package forum.protocol.transfer;

/// How long the other end may take: a deadline for a single answer, a rate for bytes.
///
/// ```
///   ANSWER  the peer has until a deadline to say something
///   BYTES   the peer must move so many bytes in each window of time
///   OURS    this end is busy (hashing, forcing to disk); the peer cannot be blamed
/// ```
///
/// A blocking read or write has no time limit of its own, so somebody else asks [#isOver] now and
/// then and closes the connection. Safe for any thread. Reads no clock.
public final class Pace {
  private enum Phase {
    ANSWER,
    BYTES,
    OURS
  }

  private final long windowBytes;
  private final long windowNanos;
  private Phase phase = Phase.OURS;
  private long deadlineNanos;
  private long moved;

  /// The peer must move `windowBytes` in each `windowNanos`. Begins with this end busy.
  public Pace(long windowBytes, long windowNanos) {
    this.windowBytes = windowBytes;
    this.windowNanos = windowNanos;
  }

  /// An answer is expected within `nanos`.
  public synchronized void answer(long nowNanos, long nanos) {
    phase = Phase.ANSWER;
    deadlineNanos = nowNanos + nanos;
  }

  /// Bytes are expected to move from now on.
  public synchronized void bytes(long nowNanos) {
    phase = Phase.BYTES;
    begin(nowNanos);
  }

  /// This end is busy.
  public synchronized void ours() {
    phase = Phase.OURS;
  }

  /// So many bytes have moved.
  public synchronized void moved(long bytes) {
    moved += bytes;
  }

  /// Whether the peer has taken too long.
  public synchronized boolean isOver(long nowNanos) {
    boolean due = phase != Phase.OURS && nowNanos - deadlineNanos >= 0;
    if (!due || phase == Phase.ANSWER || moved < windowBytes) {
      return due;
    }
    begin(nowNanos);
    return false;
  }

  private void begin(long nowNanos) {
    moved = 0;
    deadlineNanos = nowNanos + windowNanos;
  }
}
