package forum.server.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/// Where a journal ends.
///
/// Only the last segment can be in doubt; all before were forced before the next one got its name.
/// Where it cannot be read any further there are two cases:
///
/// - Something proves that the next record was safe: a header, a later record, a mark, a
///   checkpoint. Then what was acknowledged is lost, and we stop.
/// - Nothing does. Then it is the tail of the batch that was being written, and does not count.
///   Whole records of that batch may lie behind the torn one, because pages reach the disk in any
///   order.
///
/// @param first the number of the first record of the last segment
/// @param path that segment
/// @param reader has read it to its end
/// @param tornTail what lies behind the end and does not count, if anything does
record JournalEnd(long first, Path path, SegmentReader reader, @Nullable TornTail tornTail) {
  /// Changes nothing.
  ///
  /// @param checkpoint the last record that a durable checkpoint covers, or 0
  /// @return null when there is no journal, and nothing says that there should be one
  /// @throws DamagedJournal when what was acknowledged is lost
  static @Nullable JournalEnd find(JournalFolder folder, long checkpoint) throws IOException {
    NavigableMap<Long, Path> all = folder.all();
    if (all.isEmpty() && checkpoint == 0) {
      return null;
    }
    Map.Entry<Long, Path> newest = folder.live().lastEntry();
    if (newest == null) {
      long first = all.isEmpty() ? 1 : all.lastKey();
      throw DamagedJournal.incomplete(folder.path(), first, Math.max(first, checkpoint));
    }
    if (all.floorKey(checkpoint + 1) == null) {
      throw DamagedJournal.incomplete(folder.path(), checkpoint + 1, all.firstKey() - 1);
    }
    long first = newest.getKey();
    Path path = newest.getValue();
    SegmentReader reader = SegmentReader.open(folder.disk(), path, first, checkpoint);
    reader.readAll();
    return new JournalEnd(first, path, reader, tornTail(path, reader, checkpoint));
  }

  private static @Nullable TornTail tornTail(Path path, SegmentReader reader, long checkpoint)
      throws DamagedJournal {
    SegmentReader.Tail tail = reader.tail();
    long safe = Math.max(checkpoint, Math.max(reader.durable(), tail.durable()));
    if (reader.last() < safe) {
      throw DamagedJournal.at(path, reader.end(), reader.last() + 1, safe);
    }
    return tail.bytes() == 0
        ? null
        : new TornTail(path, reader.end(), tail.bytes(), tail.records() + 1);
  }

  /// The number of the last record.
  long last() {
    return reader.last();
  }
}
