package forum.server.journal;

import forum.machine.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a segment from its beginning, record by record, as far as they follow each other.
final class SegmentReader {
  /// What lies behind the last record that could be read.
  ///
  /// @param bytes up to the last that is not zero
  /// @param records whole ones among them
  /// @param durable the highest record that one of them says is safe, or 0
  record Tail(int bytes, int records, long durable) {}

  private static final int BYTES_MAX = Integer.MAX_VALUE - 8;

  private final ByteBuffer bytes;
  private final RecordCodec codec;
  private final List<JournalRecord> records = new ArrayList<>();
  private int end = SegmentHeader.BYTES;
  private long last;
  private long durable;

  private SegmentReader(ByteBuffer bytes, SegmentHeader header) {
    this.bytes = bytes;
    this.codec = new RecordCodec(header.salt());
    this.last = header.first() - 1;
    this.durable = header.durable();
  }

  /// @param first the number of its first record
  /// @param until the number of its last record, as far as is known
  static SegmentReader open(Disk disk, Path file, long first, long until) throws IOException {
    ByteBuffer bytes = bytes(disk, file);
    SegmentHeader header = SegmentHeader.read(bytes, file);
    if (header == null || header.first() != first) {
      throw DamagedJournal.at(file, 0, first, Math.max(first, until));
    }
    return new SegmentReader(bytes, header);
  }

  private static ByteBuffer bytes(Disk disk, Path path) throws IOException {
    try (Disk.File file = disk.open(path, Disk.Mode.READ)) {
      ByteBuffer bytes = ByteBuffer.allocate(Math.clamp(file.size(), 0, BYTES_MAX));
      file.read(bytes, 0);
      return bytes.flip();
    }
  }

  /// The next record, or null where none follows.
  @Nullable JournalRecord next() {
    JournalRecord record = codec.read(bytes, end);
    while (record != null && record.isMark() && record.lsn() == last) {
      stepOver(record);
      record = codec.read(bytes, end);
    }
    if (record == null || record.lsn() != last + 1 || record.durable() > last) {
      return null;
    }
    stepOver(record);
    return record;
  }

  private void stepOver(JournalRecord record) {
    end = record.end();
    last = record.lsn();
    durable = Math.max(durable, record.durable());
  }

  /// Reads on as far as records follow each other.
  void readAll() {
    for (JournalRecord record = next(); record != null; record = next()) {
      records.add(record);
    }
  }

  /// Looks behind the end for the next record that can be read, and moves the end to where it is:
  /// salt, number and checksum together make sure that it is one. Where there is none up to record
  /// `until`, nothing is left to read.
  ///
  /// @return the number of the last record that is passed over
  long skip(long until) {
    int stop = endOfNonZeros();
    JournalRecord found = null;
    int at = end;
    while (found == null && at < stop) {
      found = laterRecord(at++);
    }
    end = found == null ? stop : found.start();
    last = found == null ? until : Math.min(until, lastBefore(found));
    return last;
  }

  /// A mark repeats a number, of a record that is before it.
  private static long lastBefore(JournalRecord record) {
    return record.isMark() ? record.lsn() : record.lsn() - 1;
  }

  /// What [#readAll] has read.
  List<JournalRecord> records() {
    return records;
  }

  byte[] payload(JournalRecord record) {
    return RecordCodec.payload(bytes, record);
  }

  RecordCodec codec() {
    return codec;
  }

  /// The segment from its header to record `lsn`, which [#readAll] has read.
  ByteBuffer upTo(long lsn) {
    int stop = SegmentHeader.BYTES;
    for (JournalRecord record : records) {
      stop = record.lsn() <= lsn ? record.end() : stop;
    }
    return bytes.slice(0, stop);
  }

  /// The segment as it should be: the records read so far, then zeros.
  ByteBuffer cleaned() {
    return bytes.put(end, new byte[bytes.limit() - end]);
  }

  /// The length of the file.
  int size() {
    return bytes.limit();
  }

  /// Where the records read so far end.
  int end() {
    return end;
  }

  /// The number of the last record read.
  long last() {
    return last;
  }

  /// The highest record that anything read so far says is safe.
  long durable() {
    return durable;
  }

  /// Looks at everything behind the records read so far.
  Tail tail() {
    int stop = endOfNonZeros();
    int records = 0;
    long known = 0;
    for (int at = end; at < stop; ) {
      JournalRecord record = laterRecord(at);
      if (record == null) {
        at++;
      } else {
        records++;
        known = Math.max(known, record.durable());
        at = record.end();
      }
    }
    return new Tail(stop - end, records, known);
  }

  /// Nearly all of a segment is zeros, and every start waits for this: eight bytes at a time.
  private int endOfNonZeros() {
    int stop = bytes.limit();
    while (stop - Long.BYTES >= end && bytes.getLong(stop - Long.BYTES) == 0) {
      stop -= Long.BYTES;
    }
    while (stop > end && bytes.get(stop - 1) == 0) {
      stop--;
    }
    return stop;
  }

  /// A look at the number first spares the checksum at nearly every place.
  private @Nullable JournalRecord laterRecord(int at) {
    if (at > bytes.limit() - RecordCodec.HEAD_BYTES) {
      return null;
    }
    long ahead = RecordCodec.lsn(bytes, at) - last;
    return ahead > 0 && ahead <= bytes.limit() ? codec.read(bytes, at) : null;
  }
}
