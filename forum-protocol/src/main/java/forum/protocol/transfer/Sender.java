package forum.protocol.transfer;

import forum.protocol.Limits;
import java.io.IOException;
import java.util.function.LongConsumer;

/// The end of a transfer that has the bytes. Owned by one thread.
public final class Sender {
  private final FrameWriter out;
  private final LongConsumer moved;

  /// `moved` is told how many bytes were sent, after each frame.
  public Sender(FrameWriter out, LongConsumer moved) {
    this.out = out;
    this.moved = moved;
  }

  /// Sends the bytes of `source` from `offset` up to `size`, and the end.
  ///
  /// @throws TransferRefused when the source fails; the other end is to be told
  public void send(Source source, long offset, long size) throws IOException, TransferRefused {
    long position = offset;
    while (position < size) {
      int length = (int) Math.min(Limits.TRANSFER_FRAME_BYTES, size - position);
      out.writeData(source, position, length);
      position += length;
      moved.accept(length);
      Turns.moved(position, length);
    }
    out.write(new TransferFrame.End(source.sha256()));
  }
}
