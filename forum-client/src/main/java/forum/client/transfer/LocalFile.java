package forum.client.transfer;

import forum.protocol.transfer.Sha256;
import forum.protocol.transfer.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// A file as it was when it was measured: what an upload announces.
public record LocalFile(Path path, long size, Sha256 sha256) {
  /// The digest as requests have it.
  public String digest() {
    return sha256.hex();
  }

  Source source(FileChannel channel) {
    return new Source() {
      @Override
      public int read(ByteBuffer target, long position) throws IOException {
        return LocalFile.read(channel, target, position);
      }

      @Override
      public Sha256 sha256() {
        return sha256;
      }
    };
  }

  static int read(FileChannel channel, ByteBuffer target, long position) throws IOException {
    int total = 0;
    while (target.hasRemaining()) {
      int count = channel.read(target, position + total);
      if (count < 0) {
        break;
      }
      total += count;
    }
    return total;
  }
}
