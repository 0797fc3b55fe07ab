package forum.protocol.transfer;

import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.function.IntUnaryOperator;

/// A stream of known bytes that hands them over in pieces of its own choice.
final class ByteStream implements ReadableByteChannel {
  private final byte[] bytes;
  private final IntUnaryOperator piece;
  private int position;

  /// `piece` says how many bytes to hand over when so many are asked for.
  ByteStream(byte[] bytes, IntUnaryOperator piece) {
    this.bytes = bytes;
    this.piece = piece;
  }

  static ByteStream whole(byte[] bytes) {
    return new ByteStream(bytes, wanted -> wanted);
  }

  @Override
  public int read(ByteBuffer target) {
    if (position == bytes.length) {
      return -1;
    }
    int wanted = Math.min(target.remaining(), bytes.length - position);
    int count = Math.clamp(piece.applyAsInt(wanted), 1, wanted);
    target.put(bytes, position, count);
    position += count;
    return count;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void close() {}
}
