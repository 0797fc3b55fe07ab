package forum.protocol.delivery;

import forum.protocol.Limits;
import java.util.Arrays;

/// How a body is cut into the segments of one request.
public final class Segments {
  private Segments() {}

  /// How many segments `bytes` bytes need.
  public static int count(int bytes) {
    return Math.max(1, Math.ceilDiv(bytes, Limits.BODY_BYTES));
  }

  /// Segment number `index` of `body`.
  public static byte[] cut(byte[] body, int index) {
    int from = index * Limits.BODY_BYTES;
    return Arrays.copyOfRange(body, from, Math.min(body.length, from + Limits.BODY_BYTES));
  }

  /// The bit map in which all of `count` segments are present.
  public static long all(int count) {
    return count == Long.SIZE ? -1L : (1L << count) - 1;
  }
}
