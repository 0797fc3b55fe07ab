package forum.server.backup;

import forum.machine.Disk;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/// Writes a file of a [Disk] from front to back. Closes and forces nothing.
final class DiskOutput extends OutputStream {
  private final Disk.File file;
  private long position;

  DiskOutput(Disk.File file) {
    this.file = file;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    file.write(ByteBuffer.wrap(bytes, from, count), position);
    position += count;
  }
}
