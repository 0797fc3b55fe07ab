package forum.server.journal;

import forum.machine.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
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
/// What is left is copied into a new file: what we read may be in the memory of the kernel only, be
/// it that the force never came or that it failed (Rebello et al., "Can Applications Recover from
/// fsync Failures?", USENIX ATC 2020). Without the copy a loss of power would take records that
/// this life has already answered for.
final class JournalRecovery {
  /// @param last the number of the last record
  /// @param tornTail what was cut, if anything was
  record Recovered(JournalSegment segment, long last, @Nullable TornTail tornTail) {}

  private final JournalFolder folder;
  private final JournalSettings settings;
  private final long checkpoint;

  /// @param checkpoint the last record that a durable checkpoint covers, or 0
  JournalRecovery(JournalFolder folder, JournalSettings settings, long checkpoint) {
    this.folder = folder;
    this.settings = settings;
    this.checkpoint = checkpoint;
  }

  Recovered recover() throws IOException {
    NavigableMap<Long, Path> all = folder.all();
    if (all.isEmpty() && checkpoint == 0) {
      return begin();
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

  private Recovered begin() throws IOException {
    ByteBuffer nothing = ByteBuffer.allocate(settings.segmentBytes()).position(SegmentHeader.BYTES);
    return new Recovered(store(nothing, new SegmentHeader(newSalt(), 1, 0)), 0, null);
  }

  private Recovered renew(long first, Path path) throws IOException {
    SegmentReader reader = SegmentReader.open(folder.disk(), path, first, checkpoint);
    long salt = newSalt();
    ByteBuffer copy = copy(reader, new RecordCodec(salt));
    TornTail tornTail = tornTail(path, reader);
    long last = reader.last();
    return new Recovered(store(copy, new SegmentHeader(salt, first, last)), last, tornTail);
  }

  private long newSalt() {
    return settings.chance().number();
  }

  private ByteBuffer copy(SegmentReader reader, RecordCodec codec) {
    long room = Math.max(settings.segmentBytes(), JournalSegment.size(reader.size()));
    ByteBuffer copy = ByteBuffer.allocate(Math.toIntExact(room)).position(SegmentHeader.BYTES);
    for (JournalRecord it = reader.next(); it != null; it = reader.next()) {
      codec.write(copy, it.lsn(), it.durable(), reader.payload(it));
    }
    int needed = copy.position() + RecordCodec.HEAD_BYTES;
    return copy.limit(Math.max(settings.segmentBytes(), needed));
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

  /// @param records the whole segment, with its position where the records end
  private JournalSegment store(ByteBuffer records, SegmentHeader header) throws IOException {
    int end = records.position();
    header.write(records);
    Path unfinished = folder.unfinished("copy");
    Disk.File file = folder.disk().open(unfinished, Disk.Mode.CREATE);
    try {
      file.write(records.position(0), 0);
      file.force();
      folder.adopt(unfinished, header.first());
    } catch (IOException e) {
      file.close();
      throw e;
    }
    Path path = folder.segment(header.first());
    return new JournalSegment(path, file, records.limit(), new RecordCodec(header.salt()), end);
  }
}
