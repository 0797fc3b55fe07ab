package forum.server.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// The first bytes of a segment.
///
/// ```
///   magic    u64   "forumlog"
///   version  u32   1
///   salt     u64   random
///   first    u64   the number of the first record
///   durable  u64   all records up to this one were forced before the file got its name
///   zeros
///   checksum u32   CRC-32C over all before
/// ```
///
/// A file gets its name after its header was forced. So a segment without a right header is
/// damaged, never just new.
record SegmentHeader(long salt, long first, long durable) {
  static final int BYTES = 64;

  private static final long MAGIC = 0x666f72756d6c6f67L;
  private static final int VERSION = 1;
  private static final int CHECKSUM_AT = BYTES - Integer.BYTES;

  /// Writes to the beginning of `out` and leaves its position behind the header.
  void write(ByteBuffer out) {
    out.position(0).put(new byte[BYTES]).position(0);
    out.putLong(MAGIC).putInt(VERSION).putLong(salt).putLong(first).putLong(durable);
    out.putInt(CHECKSUM_AT, checksum(out));
    out.position(BYTES);
  }

  /// The header at the beginning of `in`, or null when there is none.
  ///
  /// @throws IOException when another version of the server wrote it
  static @Nullable SegmentHeader read(ByteBuffer in, Path file) throws IOException {
    if (in.limit() < BYTES || in.getLong(0) != MAGIC || in.getInt(CHECKSUM_AT) != checksum(in)) {
      return null;
    }
    in.position(Long.BYTES);
    int version = in.getInt();
    if (version != VERSION) {
      throw new IOException(
          "%s has version %d, expected %d; start the server that wrote it"
              .formatted(file, version, VERSION));
    }
    return new SegmentHeader(in.getLong(), in.getLong(), in.getLong());
  }

  private static int checksum(ByteBuffer bytes) {
    byte[] covered = new byte[CHECKSUM_AT];
    bytes.get(0, covered);
    CRC32C checksum = new CRC32C();
    checksum.update(covered);
    return (int) checksum.getValue();
  }
}
