package forum.server.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableMap;

/// Hands over the records of segments whose ends are known, without a gap or not at all.
final class JournalReplay {
  private final JournalFolder folder;
  private final NavigableMap<Long, Path> segments;
  private final long last;

  /// @param last the number of the last record
  JournalReplay(JournalFolder folder, long last) throws IOException {
    this.folder = folder;
    this.segments = folder.all();
    this.last = last;
  }

  void replay(long after, CommitLog.Reader reader) throws IOException {
    if (after >= last) {
      return;
    }
    for (Map.Entry<Long, Path> segment : behind(after).entrySet()) {
      replay(segment.getValue(), segment.getKey(), after, reader);
    }
  }

  private NavigableMap<Long, Path> behind(long after) throws DamagedJournal {
    Long first = segments.floorKey(after + 1);
    if (first == null) {
      long until = segments.isEmpty() ? last : segments.firstKey() - 1;
      throw DamagedJournal.incomplete(folder.path(), after + 1, until);
    }
    return segments.tailMap(first, true);
  }

  private void replay(Path path, long first, long after, CommitLog.Reader reader)
      throws IOException {
    Long next = segments.higherKey(first);
    long until = next == null ? last : next - 1;
    SegmentReader records = SegmentReader.open(folder.disk(), path, first, until);
    while (records.last() < until) {
      JournalRecord record = records.next();
      if (record == null) {
        throw DamagedJournal.at(path, records.end(), records.last() + 1, until);
      }
      if (record.lsn() > after) {
        reader.read(record.lsn(), records.payload(record));
      }
    }
  }
}
