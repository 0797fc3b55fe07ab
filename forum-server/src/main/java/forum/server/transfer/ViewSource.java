package forum.server.transfer;

import forum.machine.Disk;
import forum.protocol.transfer.Sha256;
import forum.protocol.transfer.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/// A view to be sent from its start; its digest is computed on the way.
final class ViewSource implements Source {
  private interface Bytes {
    int read(ByteBuffer target, long position) throws IOException;
  }

  private final Bytes bytes;
  private final MessageDigest digest = Sha256.computation();

  private ViewSource(Bytes bytes) {
    this.bytes = bytes;
  }

  /// What `file` holds from `start` on.
  static ViewSource of(Disk.File file, long start) {
    return new ViewSource((target, position) -> file.read(target, start + position));
  }

  /// What `text` holds from `start` on.
  static ViewSource of(LongText text, long start) {
    return new ViewSource((target, position) -> text.read(target, start + position));
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    int from = target.position();
    int count = bytes.read(target, position);
    digest.update(target.slice(from, count));
    return count;
  }

  @Override
  public Sha256 sha256() {
    return Sha256.of(digest);
  }
}
