package forum.client.library;

import forum.protocol.Limits;
import forum.protocol.Reply;
import java.util.Map;
import java.util.TreeMap;

/// The pieces of a view that have arrived, in any order, overlapping or not. Pure.
final class ViewAssembly {
  /// How much shorter a later page may be than the first, because its head is longer.
  private static final int SLACK_BYTES = 24;

  private final long start;
  private final byte[] bytes;

  /// Ends of what has arrived, by beginning; pieces that touch are one.
  private final TreeMap<Integer, Integer> arrived = new TreeMap<>();

  /// Whether a view has bounds that make sense and a length that may travel in datagrams.
  static boolean fits(Reply.View view) {
    return view.off() >= 0
        && view.end() >= view.off()
        && view.end() - view.off() <= Limits.DATAGRAM_VIEW_BYTES;
  }

  /// A view from `start` to `end`.
  ViewAssembly(long start, long end) {
    this.start = start;
    this.bytes = new byte[(int) (end - start)];
  }

  /// Where further pages begin, when they are about as long as the first.
  final class Pages {
    private final int stride;
    private int next;

    private Pages(int firstBytes) {
      this.stride = Math.max(1, firstBytes - SLACK_BYTES);
      this.next = firstBytes;
    }

    boolean hasNext() {
      return next < bytes.length;
    }

    long next() {
      long offset = start + next;
      next += stride;
      return offset;
    }
  }

  Pages pages(int firstBytes) {
    return new Pages(firstBytes);
  }

  /// Takes a piece; false when it lies outside.
  boolean put(long offset, byte[] piece) {
    long from = offset - start;
    if (from < 0 || from > bytes.length) {
      return false;
    }
    int length = (int) Math.min(piece.length, bytes.length - from);
    System.arraycopy(piece, 0, bytes, (int) from, length);
    merge((int) from, (int) from + length);
    return true;
  }

  private void merge(int from, int to) {
    Map.Entry<Integer, Integer> before = arrived.floorEntry(from);
    if (before != null && before.getValue() >= from) {
      from = before.getKey();
      to = Math.max(to, before.getValue());
    }
    for (Map.Entry<Integer, Integer> next = arrived.higherEntry(from);
        next != null && next.getKey() <= to;
        next = arrived.higherEntry(from)) {
      to = Math.max(to, next.getValue());
      arrived.remove(next.getKey());
    }
    arrived.put(from, to);
  }

  boolean isComplete() {
    return bytes.length == 0 || gap() == start + bytes.length;
  }

  /// Where the first byte is missing.
  long gap() {
    Map.Entry<Integer, Integer> first = arrived.firstEntry();
    return start + (first == null || first.getKey() > 0 ? 0 : first.getValue());
  }

  /// The whole view.
  byte[] bytes() {
    return bytes;
  }
}
