package forum.server.transfer;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/// A text made for the occasion, in pieces that several of them may share. Never changes; safe for
/// any thread. Two are equal when they are the same.
public final class LongText {
  private final byte[][] pieces;
  private final long[] ends;

  private LongText(byte[][] pieces) {
    this.pieces = pieces;
    this.ends = new long[pieces.length];
    long end = 0;
    for (int i = 0; i < pieces.length; i++) {
      end += pieces[i].length;
      ends[i] = end;
    }
  }

  /// The text that consists of `pieces`, which nobody may change any more.
  public static LongText of(List<byte[]> pieces) {
    return new LongText(pieces.toArray(new byte[0][]));
  }

  /// A text in one piece.
  public static LongText of(byte[] text) {
    return of(List.of(text));
  }

  /// How many bytes it has.
  public long bytes() {
    return ends.length == 0 ? 0 : ends[ends.length - 1];
  }

  /// Fills `target` with what stands from `position` on.
  ///
  /// @return how many bytes that are: less than there is room for only at the end of the text
  public int read(ByteBuffer target, long position) {
    int before = target.position();
    for (int i = pieceAt(position); i < pieces.length && target.hasRemaining(); i++) {
      int from = (int) (position + target.position() - before - (ends[i] - pieces[i].length));
      target.put(pieces[i], from, Math.min(target.remaining(), pieces[i].length - from));
    }
    return target.position() - before;
  }

  /// Index of the first piece that ends behind `position`.
  private int pieceAt(long position) {
    int found = Arrays.binarySearch(ends, position + 1);
    return found < 0 ? -found - 1 : found;
  }
}
