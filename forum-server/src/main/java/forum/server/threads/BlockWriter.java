package forum.server.threads;

import forum.machine.Disk;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/// Writes a file from front to back in blocks. Closes nothing.
final class BlockWriter extends OutputStream {
  private static final int BLOCK_BYTES = 128 * 1024;

  private final Disk.File file;
  private final ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);
  private long flushed;

  /// Begins at `position`.
  BlockWriter(Disk.File file, long position) {
    this.file = file;
    this.flushed = position;
  }

  /// Where the next byte goes.
  long position() {
    return flushed + block.position();
  }

  @Override
  public void write(int b) throws IOException {
    room().put((byte) b);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    int done = 0;
    while (done < count) {
      int part = Math.min(room().remaining(), count - done);
      block.put(bytes, from + done, part);
      done += part;
    }
  }

  /// Writes a part of another file.
  void copy(Disk.File source, long from, long to) throws IOException, DamagedThread {
    long at = from;
    while (at < to) {
      int part = (int) Math.min(room().remaining(), to - at);
      int read = source.read(block.limit(block.position() + part), at);
      block.limit(block.capacity());
      if (read < part) {
        throw new DamagedThread("it ends before byte " + to);
      }
      at += read;
    }
  }

  private ByteBuffer room() throws IOException {
    if (!block.hasRemaining()) {
      flush();
    }
    return block;
  }

  /// Hands to the disk what was written.
  @Override
  public void flush() throws IOException {
    int bytes = block.position();
    file.write(block.flip(), flushed);
    flushed += bytes;
    block.clear();
  }
}
