package forum.server.transfer;

import forum.machine.Disk;
import forum.protocol.transfer.Sha256;
import forum.protocol.transfer.Source;
import java.io.IOException;
import java.nio.ByteBuffer;

/// A blob to be sent. Its digest is its name; the client finds out whether that is still true.
record BlobSource(Disk.File file, Sha256 sha256) implements Source {
  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    return file.read(target, position);
  }
}
