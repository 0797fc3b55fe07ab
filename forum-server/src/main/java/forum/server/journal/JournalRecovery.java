package forum.server.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/// Finds where the journal ends, and makes sure that it ends there on the disk too.
///
/// Only the last segment can be in doubt; all before were forced before the next one got its name.
/// Where it cannot be read any further there are two cases:
///
/// - Something proves that the next record was safe: a header, a later record, a mark, a
///   checkpoint. Then what was acknowledged is lost, and we stop.
/// - Nothing does. Then it is the tail of the batch that was being written, and goes. Whole records
///   of that batch may lie behind the torn one, because pages reach the disk in any order.
///
/// What is left is renewed before anybody relies on it.
final class JournalRecovery {
  /// @param last the number of the last record
  /// @param tornTail what was cut, if anything was
  record Recovered(JournalSegment segment, long last, @Nullable TornTail tornTail) {}

  private final JournalFolder folder;
  private final SegmentRenewal renewal;
  private final long checkpoint;

  /// @param checkpoint the last record that a durable checkpoint covers, or 0
  JournalRecovery(JournalFolder folder, JournalSettings settings, long checkpoint) {
    this.folder = folder;
    this.renewal = new SegmentRenewal(folder, settings);
    this.checkpoint = checkpoint;
  }

  Recovered recover() throws IOException {
    NavigableMap<Long, Path> all = folder.all();
    if (all.isEmpty() && checkpoint == 0) {
      return new Recovered(renewal.begin(), 0, null);
    }
    Map.Entry<Long, Path> newest = folder.live().lastEntry();
    if (newest == null) {
      long first = all.isEmpty() ? 1 : all.lastKey();
      throw DamagedJournal.incomplete(folder.path(), first, Math.max(first, checkpoint));
    }
    if (all.floorKey(checkpoint + 1) == null) {
      throw DamagedJournal.incomplete(folder.path(), checkpoint + 1, all.firstKey() - 1);
    }
    return renew(newest.getKey(), newest.getValue());
  }

  private Recovered renew(long first, Path path) throws IOException {
    SegmentReader reader = SegmentReader.open(folder.disk(), path, first, checkpoint);
    reader.readAll();
    TornTail tornTail = tornTail(path, reader);
    return new Recovered(renewal.renew(path, first, reader), reader.last(), tornTail);
  }

  private @Nullable TornTail tornTail(Path path, SegmentReader reader) throws DamagedJournal {
    SegmentReader.Tail tail = reader.tail();
    long safe = Math.max(checkpoint, Math.max(reader.durable(), tail.durable()));
    if (reader.last() < safe) {
      throw DamagedJournal.at(path, reader.end(), reader.last() + 1, safe);
    }
    return tail.bytes() == 0
        ? null
        : new TornTail(path, reader.end(), tail.bytes(), tail.records() + 1);
  }
}
