package forum.simulation;

import forum.testkit.SimulatedDisk;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/// Reads a whole journal as docs/DISK.md describes it, with nothing of the server's own reader.
final class JournalReading {
  private static final Path LIVE = Path.of("forum-data", "journal");
  private static final int HEADER_BYTES = 64;
  private static final int HEAD_BYTES = 24;
  private static final int LSN_AT = 8;
  private static final int DURABLE_AT = 16;

  private final List<byte[]> payloads = new ArrayList<>();

  private JournalReading() {}

  /// All records, the first of which has number 1.
  static List<byte[]> of(SimulatedDisk disk) {
    Map<Long, Path> segments = new TreeMap<>();
    for (Path folder : List.of(LIVE.resolve("archive"), LIVE)) {
      for (String name : disk.peekNames(folder)) {
        if (name.endsWith(".log")) {
          segments.put(Long.valueOf(name.substring(0, 19)), folder.resolve(name));
        }
      }
    }
    JournalReading reading = new JournalReading();
    segments.forEach((first, path) -> reading.read(first, disk.peek(path)));
    return reading.payloads;
  }

  private void read(long first, byte[] segment) {
    Violation.unless(first <= payloads.size() + 1, "the journal lacks records before %d", first);
    ByteBuffer in = ByteBuffer.wrap(segment);
    byte[] salt = Arrays.copyOfRange(segment, 12, 20);
    int at = HEADER_BYTES;
    while (isRecord(in, at, salt)) {
      int end = at + LSN_AT + in.getInt(at);
      long lsn = in.getLong(at + LSN_AT);
      boolean mark = in.getLong(at + DURABLE_AT) == lsn;
      if (!mark) {
        Violation.unless(
            lsn <= payloads.size() + 1, "record %d stands behind %d", lsn, payloads.size());
        payloads.subList((int) lsn - 1, payloads.size()).clear();
        payloads.add(Arrays.copyOfRange(segment, at + HEAD_BYTES, end));
      }
      at = end;
    }
  }

  private static boolean isRecord(ByteBuffer in, int at, byte[] salt) {
    if (at + HEAD_BYTES > in.limit()) {
      return false;
    }
    int length = in.getInt(at);
    if (length < 16 || length > in.limit() - at - LSN_AT) {
      return false;
    }
    CRC32C checksum = new CRC32C();
    checksum.update(salt);
    checksum.update(in.array(), at, Integer.BYTES);
    checksum.update(in.array(), at + LSN_AT, length);
    return (int) checksum.getValue() == in.getInt(at + Integer.BYTES);
  }
}
