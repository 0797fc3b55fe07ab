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
import java.util.function.Consumer;

/// One upload on its way to the disk. Owned by the thread of its connection.
///
/// After a force that failed the kernel may take for safe what is in memory only, and no later
/// force would write it (Rebello et al., "Can Applications Recover from fsync Failures?", USENIX
/// ATC 2020). So a force is trusted only where no earlier one can have failed; what is there of
/// other times is written again.
final class Part implements Sink, Closeable {
  private final Disk disk;
  private final Path path;
  private final Disk.File file;
  private final long reserveBytes;
  private final Consumer<Boolean> whenClosed;
  private boolean trusted;
  private long unforced;

  /// Opens or makes the file. What is longer than `size` bytes is begun anew; `reserveBytes` of
  /// room are left to others.
  ///
  /// @param trusted whether a force makes durable what is there
  /// @param whenClosed is told whether that is so at the end
  Part(
      Disk disk,
      Path path,
      long size,
      long reserveBytes,
      boolean trusted,
      Consumer<Boolean> whenClosed)
      throws IOException {
    this.disk = disk;
    this.path = path;
    this.reserveBytes = reserveBytes;
    this.trusted = trusted;
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
    trusted = true;
  }

  /// Adds what is there to `digest`, and writes again what no force would write.
  ///
  /// @return how many bytes that are
  long readBack(MessageDigest digest) throws IOException {
    long length = file.size();
    if (trusted) {
      Sha256.add(file, length, digest);
    } else {
      Sha256.add(file, length, digest, this);
      trusted = true;
    }
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
    force();
    requireReserve();
  }

  private void force() throws IOException {
    trusted = false;
    file.force();
    trusted = true;
    unforced = 0;
  }

  private void requireReserve() throws IOException {
    long usable = disk.usableBytes();
    if (usable < reserveBytes) {
      throw new DiskFull("upload", usable + " bytes left");
    }
  }

  /// Makes it the blob `sha256`, durably.
  void keepAs(Sha256 sha256, Blobs blobs) throws IOException {
    force();
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
      whenClosed.accept(trusted);
    }
  }
}
