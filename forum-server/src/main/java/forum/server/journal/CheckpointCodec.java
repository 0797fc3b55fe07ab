package forum.server.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// How a checkpoint lies in its file.
///
/// ```
///   magic    u64   "forumckp"
///   version  u32   1
///   checksum u32   CRC-32C over lsn, length and payload
///   lsn      u64
///   length   u64   bytes of payload
///   payload
/// ```
final class CheckpointCodec {
  private static final long MAGIC = 0x666f72756d636b70L;
  private static final int VERSION = 1;
  private static final int CHECKSUM_AT = 12;
  private static final int COVERED_AT = 16;
  private static final int HEAD_BYTES = 32;

  private CheckpointCodec() {}

  static byte[] write(Checkpoint checkpoint) {
    byte[] payload = checkpoint.payload();
    ByteBuffer out = ByteBuffer.allocate(Math.addExact(HEAD_BYTES, payload.length));
    out.putLong(MAGIC).putInt(VERSION).putInt(0);
    out.putLong(checkpoint.lsn()).putLong(payload.length).put(payload);
    return out.putInt(CHECKSUM_AT, checksum(out.array())).array();
  }

  /// The checkpoint, or null when `bytes` are not one as it was written.
  static @Nullable Checkpoint read(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (bytes.length < HEAD_BYTES
        || in.getLong() != MAGIC
        || in.getInt() != VERSION
        || in.getInt() != checksum(bytes)) {
      return null;
    }
    long lsn = in.getLong();
    byte[] payload = new byte[bytes.length - HEAD_BYTES];
    boolean whole = in.getLong() == payload.length;
    in.get(payload);
    return whole ? new Checkpoint(lsn, payload) : null;
  }

  private static int checksum(byte[] bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, COVERED_AT, bytes.length - COVERED_AT);
    return (int) checksum.getValue();
  }
}
