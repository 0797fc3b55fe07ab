package forum.protocol.transfer;

import forum.protocol.Limits;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/// Takes frames from a stream, however it is cut into pieces. Owned by the thread that reads.
///
/// Its one buffer holds the longest frame and no more: what one connection can take up is bounded,
/// and frames of full length, one after the other, are read by one call each and never copied.
public final class FrameReader {
  private final ReadableByteChannel in;
  private final ByteBuffer buffer =
      ByteBuffer.allocate(TransferFrame.HEAD_BYTES + Limits.TRANSFER_FRAME_BYTES).limit(0);

  /// Reads from `in`, which must block.
  public FrameReader(ReadableByteChannel in) {
    this.in = in;
  }

  /// The next frame.
  ///
  /// @throws EOFException when the stream ends instead
  public TransferFrame read() throws IOException, MalformedFrame {
    need(TransferFrame.HEAD_BYTES);
    need(TransferFrame.HEAD_BYTES + TransferFrame.length(buffer));
    return TransferFrame.read(buffer);
  }

  /// The next frame, which must be a `type` or a refusal.
  public <T extends TransferFrame> T read(Class<T> type)
      throws IOException, MalformedFrame, TransferRefused {
    TransferFrame frame = read();
    if (frame instanceof TransferFrame.Refused refused) {
      throw TransferRefused.byPeer(refused);
    }
    if (!type.isInstance(frame)) {
      throw new MalformedFrame(
          frame.getClass().getSimpleName() + ", expected " + type.getSimpleName());
    }
    return type.cast(frame);
  }

  private void need(int bytes) throws IOException {
    if (buffer.capacity() - buffer.position() < bytes) {
      buffer.compact().flip();
    }
    while (buffer.remaining() < bytes) {
      fill();
    }
  }

  private void fill() throws IOException {
    int position = buffer.position();
    int end = buffer.limit();
    if (position == end) {
      position = 0;
      end = 0;
    }
    buffer.limit(buffer.capacity()).position(end);
    int count = in.read(buffer);
    buffer.limit(buffer.position()).position(position);
    if (count < 0) {
      throw new EOFException("the other end has closed the connection");
    }
  }
}
