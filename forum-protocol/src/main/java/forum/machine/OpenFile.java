package forum.machine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Path;

/// A file of a [FileSystemDisk].
///
/// Its thread must not be interrupted: that closes the channel, and a write in progress fails.
final class OpenFile implements Disk.File {
  /// More of a heap buffer at once would make the JDK keep a direct buffer of that size for ever.
  private static final int CHUNK_BYTES = 128 << 10;

  private final Path name;
  private final FileChannel channel;
  private final FileStore store;

  OpenFile(Path name, FileChannel channel, FileStore store) {
    this.name = name;
    this.channel = channel;
    this.store = store;
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    int limit = target.limit();
    int total = 0;
    int count = 0;
    while (count >= 0 && target.position() < limit) {
      total += count;
      count = channel.read(target.limit(chunkEnd(target, limit)), position + total);
    }
    target.limit(limit);
    return total + Math.max(0, count);
  }

  @Override
  public void write(ByteBuffer source, long position) throws IOException {
    int limit = source.limit();
    try {
      long at = position;
      while (source.position() < limit) {
        at += channel.write(source.limit(chunkEnd(source, limit)), at);
      }
    } catch (IOException e) {
      throw DiskFull.recognised("write " + name, e, store);
    }
  }

  private static int chunkEnd(ByteBuffer buffer, int limit) {
    int left = limit - buffer.position();
    return buffer.position() + (buffer.isDirect() ? left : Math.min(left, CHUNK_BYTES));
  }

  @Override
  public long size() throws IOException {
    return channel.size();
  }

  @Override
  public void truncate(long size) throws IOException {
    channel.truncate(size);
  }

  /// As `fdatasync` does: contents and length, but not the times of the file, which nobody needs
  /// and which would cost a second write of the file system's own journal each time.
  @Override
  public void force() throws IOException {
    try {
      channel.force(false);
    } catch (IOException e) {
      throw DiskFull.recognised("force " + name, e, store);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
