package forum.server.backup;

import forum.machine.Disk;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/// Reads a file of a [Disk] from front to back, up to a length. Closes nothing.
final class DiskInput extends InputStream {
  private final Disk.File file;
  private final long end;
  private long position;

  /// Reads as if the file ended at `end`.
  DiskInput(Disk.File file, long end) {
    this.file = file;
    this.end = end;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int count) throws IOException {
    int most = (int) Math.min(count, end - position);
    if (most <= 0) {
      return count == 0 ? 0 : -1;
    }
    int read = file.read(ByteBuffer.wrap(bytes, from, most), position);
    position += read;
    return read == 0 ? -1 : read;
  }
}
