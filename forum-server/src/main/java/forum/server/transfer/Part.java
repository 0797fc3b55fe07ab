package forum.server.transfer;

import forum.machine.Disk;
import forum.machine.DiskFull;
import forum.protocol.transfer.Sha256;
import forum.protocol.transfer.Sink;
import forum.server.model.ServerLimits;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;

/// One upload on its way to the disk. Owned by the thread of its connection.
final class Part implements Sink, Closeable {
  private final Disk disk;
  private final Path path;
  private final Disk.File file;
  private final long reserveBytes;
  private final Runnable whenClosed;
  private long unforced;

  /// Opens or makes the file. What is longer than `size` bytes is begun anew; `reserveBytes` of
  /// room are left to others.
  Part(Disk disk, Path path, long size, long reserveBytes, Runnable whenClosed) throws IOException {
    this.disk = disk;
    this.path = path;
    this.reserveBytes = reserveBytes;
    this.whenClosed = whenClosed;
    this.file = disk.open(path, Disk.Mode.WRITE);
    try {
      if (file.size() > size) {
        empty();
      }
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  void empty() throws IOException {
    file.truncate(0);
  }

  /// Adds what is there to `digest`.
  ///
  /// @return how many bytes that are
  long readBack(MessageDigest digest) throws IOException {
    long length = file.size();
    Sha256.add(file, length, digest);
    return length;
  }

  @Override
  public void write(ByteBuffer bytes, long position) throws IOException {
    unforced += bytes.remaining();
    file.write(bytes, position);
  }

  /// Whether it is time to [#secure] what was written.
  boolean isBehind() {
    return unforced >= ServerLimits.TRANSFER_FORCE_BYTES;
  }

  /// Forces what was written to the disk, and makes sure that others find room.
  void secure() throws IOException {
    file.force();
    unforced = 0;
    requireReserve();
  }

  private void requireReserve() throws IOException {
    long usable = disk.usableBytes();
    if (usable < reserveBytes) {
      throw new DiskFull("upload", usable + " bytes left");
    }
  }

  /// Makes it the blob `sha256`, durably.
  void keepAs(Sha256 sha256, Blobs blobs) throws IOException {
    file.force();
    blobs.keep(path, sha256);
  }

  /// Deletes it.
  void discard() throws IOException {
    disk.delete(path);
  }

  @Override
  public void close() throws IOException {
    try {
      file.close();
    } finally {
      whenClosed.run();
    }
  }
}
