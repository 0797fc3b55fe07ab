package forum.protocol.seal;

/// Which packet numbers were opened: each may be once. Numbers further than the window behind the
/// highest count as seen. As RFC 6479, by a ring of bits. Owned by one thread.
final class ReplayWindow {
  /// How far behind the highest a packet may arrive.
  static final int SIZE = 1024;

  /// One word more than the window has bits for, so that the words it has left can be cleared
  /// whole.
  private static final int WORDS = SIZE / Long.SIZE + 1;

  private final long[] words = new long[WORDS];
  private long top = -1;

  /// The highest number marked, -1 when there is none.
  long top() {
    return top;
  }

  /// Whether a packet of this number may not be opened any more.
  boolean isSeen(long number) {
    if (number > top) {
      return false;
    }
    return top - number >= SIZE || (words[word(number)] & bit(number)) != 0;
  }

  /// Marks a number that is not seen. Only of a packet that was authentic: else anybody could push
  /// the window away.
  void mark(long number) {
    if (number > top) {
      clearUpTo(number);
      top = number;
    }
    words[word(number)] |= bit(number);
  }

  /// Clears the words that the window enters on its way to `number`.
  private void clearUpTo(long number) {
    long entered = Math.min(number / Long.SIZE - Math.floorDiv(top, Long.SIZE), WORDS);
    for (long i = 0; i < entered; i++) {
      words[word(number - i * Long.SIZE)] = 0;
    }
  }

  private static int word(long number) {
    return (int) (number / Long.SIZE % WORDS);
  }

  private static long bit(long number) {
    return 1L << (number % Long.SIZE);
  }
}
