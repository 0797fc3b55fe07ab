package forum.server.journal;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// How records lie in one segment.
///
/// ```
///   length   u32   bytes behind the checksum
///   checksum u32   CRC-32C over salt, length and all behind the checksum
///   lsn      u64
///   durable  u64   the last record of the batch before
///   payload
/// ```
///
/// The salt of the segment makes a record of any other file, however old, unreadable here. Owned by
/// one thread.
final class RecordCodec {
  /// What a record takes besides its payload.
  static final int HEAD_BYTES = CommitLog.RECORD_BYTES;

  private static final int REST = 8;
  private static final int REST_BYTES_MIN = 16;
  private static final byte[] NOTHING = {};

  private final byte[] salt;
  private final CRC32C checksum = new CRC32C();

  RecordCodec(long salt) {
    this.salt = ByteBuffer.allocate(Long.BYTES).putLong(salt).array();
  }

  /// What the batch takes in a segment.
  static long bytes(List<byte[]> batch) {
    long bytes = (long) HEAD_BYTES * batch.size();
    for (byte[] payload : batch) {
      bytes += payload.length;
    }
    return bytes;
  }

  void write(ByteBuffer out, long lsn, long durable, byte[] payload) {
    int start = out.position();
    out.putInt(REST_BYTES_MIN + payload.length).putInt(0);
    out.putLong(lsn).putLong(durable).put(payload);
    out.putInt(start + Integer.BYTES, checksum(out, start, out.position()));
  }

  void writeMark(ByteBuffer out, long lsn) {
    write(out, lsn, lsn, NOTHING);
  }

  /// The record at `start`, or null when there is none.
  @Nullable JournalRecord read(ByteBuffer in, int start) {
    int left = in.limit() - start - REST;
    if (left < REST_BYTES_MIN) {
      return null;
    }
    int length = in.getInt(start);
    if (length < REST_BYTES_MIN || length > left) {
      return null;
    }
    int end = start + REST + length;
    if (in.getInt(start + Integer.BYTES) != checksum(in, start, end)) {
      return null;
    }
    long lsn = lsn(in, start);
    long durable = in.getLong(start + 16);
    return durable <= lsn ? new JournalRecord(start, end, lsn, durable) : null;
  }

  /// The number a record at `start` would have; nothing says yet that there is one.
  static long lsn(ByteBuffer in, int start) {
    return in.getLong(start + REST);
  }

  static byte[] payload(ByteBuffer in, JournalRecord record) {
    byte[] payload = new byte[record.end() - record.start() - HEAD_BYTES];
    in.get(record.start() + HEAD_BYTES, payload);
    return payload;
  }

  private int checksum(ByteBuffer bytes, int start, int end) {
    checksum.reset();
    checksum.update(salt);
    cover(bytes, start, start + Integer.BYTES);
    cover(bytes, start + REST, end);
    return (int) checksum.getValue();
  }

  /// Without a slice, which would be garbage for each record.
  private void cover(ByteBuffer bytes, int from, int to) {
    int position = bytes.position();
    int limit = bytes.limit();
    bytes.limit(to).position(from);
    checksum.update(bytes);
    bytes.limit(limit).position(position);
  }
}
