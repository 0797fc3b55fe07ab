package forum.protocol.transfer;

/// Steps aside now and then. A virtual thread whose peer is fast never blocks, and two of them
/// would keep a machine of two cores from all others.
final class Turns {
  private static final long BYTES = 1 << 20;

  private Turns() {}

  /// `length` bytes up to `position` have been moved.
  @SuppressWarnings("ThreadPriorityCheck") // fairness among virtual threads is what this is for
  static void moved(long position, int length) {
    if (position % BYTES < length) {
      Thread.yield();
    }
  }
}
