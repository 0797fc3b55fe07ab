package forum.server.journal;

import forum.machine.Disk;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/// The segment that records are appended to. Owned by its journal.
final class JournalSegment implements Closeable {
  private final Path path;
  private final Disk.File file;
  private final int size;
  private final RecordCodec codec;
  private int end;

  /// @param size the bytes it has on disk
  /// @param end where its records end
  JournalSegment(Path path, Disk.File file, int size, RecordCodec codec, int end) {
    this.path = path;
    this.file = file;
    this.size = size;
    this.codec = codec;
    this.end = end;
  }

  /// The length of a segment whose records take `bytes` bytes.
  static long size(long bytes) {
    return SegmentHeader.BYTES + bytes + RecordCodec.HEAD_BYTES;
  }

  /// What a segment of `size` bytes has for records.
  static int room(int size) {
    return size - SegmentHeader.BYTES - RecordCodec.HEAD_BYTES;
  }

  Path path() {
    return path;
  }

  RecordCodec codec() {
    return codec;
  }

  /// Bytes left for records, so that a mark still fits behind them.
  int room() {
    return size - end - RecordCodec.HEAD_BYTES;
  }

  /// Returns when the records are safe.
  void append(ByteBuffer records) throws IOException {
    int bytes = records.remaining();
    file.write(records, end);
    file.force();
    end += bytes;
  }

  /// Says that all records up to `lsn`, the last one, are safe. Where there is no room it is not
  /// said.
  void mark(long lsn) throws IOException {
    if (end + RecordCodec.HEAD_BYTES <= size) {
      ByteBuffer mark = ByteBuffer.allocate(RecordCodec.HEAD_BYTES);
      codec.writeMark(mark, lsn);
      append(mark.flip());
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
