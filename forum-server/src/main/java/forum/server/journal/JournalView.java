package forum.server.journal;

import forum.machine.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A journal for who only reads it, also while a server appends to it. Holds one segment at a time
/// in memory and changes nothing.
public final class JournalView {
  /// Receives segments, oldest first.
  @FunctionalInterface
  public interface SegmentReceiver {
    /// One segment.
    ///
    /// @param path where it lies
    /// @param bytes all that counts of it: the rest of the file is zeros
    void receive(Path path, ByteBuffer bytes) throws IOException;
  }

  private final JournalFolder folder;
  private final NavigableMap<Long, Path> segments;
  private final long last;
  private final @Nullable TornTail tornTail;

  private JournalView(JournalFolder folder, long last, @Nullable TornTail tornTail)
      throws IOException {
    this.folder = folder;
    this.segments = folder.all().headMap(last, true);
    this.last = last;
    this.tornTail = tornTail;
  }

  /// The journal that nobody appends to, as a start would find it.
  ///
  /// @param checkpoint the last record that a durable checkpoint covers, or 0
  /// @throws DamagedJournal when what was acknowledged is lost at its end
  public static JournalView atRest(Disk disk, Path folder, long checkpoint) throws IOException {
    JournalFolder view = JournalFolder.view(disk, folder);
    JournalEnd end = JournalEnd.find(view, checkpoint);
    return end == null
        ? new JournalView(view, 0, null)
        : new JournalView(view, end.last(), end.tornTail());
  }

  /// The journal up to record `last`, of which its server says that it is safe.
  public static JournalView upTo(Disk disk, Path folder, long last) throws IOException {
    return new JournalView(JournalFolder.view(disk, folder), last, null);
  }

  /// The journal that nobody appends to, also where its end is damaged: up to the last record that
  /// anything says was there.
  public static JournalView asFound(Disk disk, Path folder, long checkpoint) throws IOException {
    try {
      return atRest(disk, folder, checkpoint);
    } catch (DamagedJournal e) {
      JournalFolder view = JournalFolder.view(disk, folder);
      NavigableMap<Long, Path> segments = view.all();
      long newest = segments.isEmpty() ? 0 : segments.lastKey();
      return new JournalView(view, Math.max(newest, e.last()), null);
    }
  }

  /// The number of the last record, 0 when there is none.
  public long last() {
    return last;
  }

  /// What a crash has left unfinished and the next start will cut off.
  public Optional<TornTail> tornTail() {
    return Optional.ofNullable(tornTail);
  }

  /// Whether it goes back to the very first record: the archive may have been taken away.
  public boolean isComplete() {
    return last == 0 || (!segments.isEmpty() && segments.firstKey() == 1);
  }

  /// How many segments there are.
  public int segments() {
    return segments.size();
  }

  /// Hands over every record behind `after`, oldest first.
  ///
  /// @throws DamagedJournal where one cannot be read
  public void replay(long after, CommitLog.Reader reader) throws IOException {
    if (after >= last) {
      return;
    }
    Long first = segments.floorKey(after + 1);
    if (first == null) {
      long until = segments.isEmpty() ? last : segments.firstKey() - 1;
      throw DamagedJournal.incomplete(folder.path(), after + 1, until);
    }
    for (long segment : segments.tailMap(first, true).keySet()) {
      SegmentReader records = read(segment);
      for (JournalRecord record : records.records()) {
        if (record.lsn() > after && record.lsn() <= last) {
          reader.read(record.lsn(), records.payload(record));
        }
      }
    }
  }

  /// Reads all there is, and hands over every record that can be read, newest first. Of each place
  /// in a segment where some cannot be `damages` is told, in the order of places.
  public void replayBackwards(CommitLog.Reader reader, Consumer<DamagedJournal> damages)
      throws IOException {
    for (long segment : segments.descendingKeySet()) {
      try {
        replayBackwards(readAround(segment, damages), reader);
      } catch (DamagedJournal e) {
        damages.accept(e);
      } catch (IOException e) {
        damages.accept(DamagedJournal.unreadable(path(segment), e, segment, until(segment)));
      }
    }
  }

  private void replayBackwards(SegmentReader records, CommitLog.Reader reader) throws IOException {
    List<JournalRecord> newestLast = records.records();
    for (JournalRecord record : newestLast.reversed()) {
      if (record.lsn() <= last) {
        reader.read(record.lsn(), records.payload(record));
      }
    }
  }

  /// Hands over the segments, which have been looked at record by record.
  ///
  /// @throws DamagedJournal where a record cannot be read
  public void copy(SegmentReceiver receiver) throws IOException {
    for (long first : segments.keySet()) {
      receiver.receive(path(first), read(first).upTo(until(first)));
    }
  }

  private SegmentReader read(long first) throws IOException {
    long until = until(first);
    SegmentReader reader = open(first, until);
    reader.readAll();
    if (reader.last() < until) {
      throw DamagedJournal.at(path(first), reader.end(), reader.last() + 1, until);
    }
    return reader;
  }

  /// The segment without what cannot be read of it.
  private SegmentReader readAround(long first, Consumer<DamagedJournal> damages)
      throws IOException {
    long until = until(first);
    SegmentReader reader = open(first, until);
    reader.readAll();
    while (reader.last() < until) {
      int at = reader.end();
      long missing = reader.last() + 1;
      damages.accept(DamagedJournal.at(path(first), at, missing, reader.skip(until)));
      reader.readAll();
    }
    return reader;
  }

  private SegmentReader open(long first, long until) throws IOException {
    try {
      return SegmentReader.open(folder.disk(), path(first), first, until);
    } catch (NoSuchFileException e) { // moved by the server meanwhile
      return SegmentReader.open(folder.disk(), folder.archived(first), first, until);
    }
  }

  private Path path(long first) {
    return Objects.requireNonNull(segments.get(first));
  }

  private long until(long first) {
    Long next = segments.higherKey(first);
    return next == null ? last : next - 1;
  }
}
