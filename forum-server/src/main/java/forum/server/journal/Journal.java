package forum.server.journal;

import forum.machine.Disk;
import forum.machine.DiskFailure;
import forum.machine.DiskFull;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The log on this machine's own disk: segments of preallocated bytes, one write and one force for
/// each batch. DISK.md describes the bytes.
///
/// ```
///   OPEN --append: write, force-----------> OPEN
///   OPEN --append: write or force fails---> IN_DOUBT    nothing is known about the batch; the process
///                                                       must end, and the next start finds out
/// ```
///
/// Owned by the command loop, which must not be interrupted. Only the preparation of the next
/// segment runs elsewhere.
public final class Journal implements CommitLog {
  private static final int BATCH_BYTES = 64 << 10;

  /// When less than this part of a segment is left, the next one is waited for.
  private static final int LOW_SHARE = 4;

  @FunctionalInterface
  private interface Storing {
    void run() throws IOException;
  }

  private final JournalFolder folder;
  private final JournalSettings settings;
  private final SpareSegment spare;
  private final @Nullable TornTail tornTail;
  private JournalSegment current;
  private ByteBuffer buffer = ByteBuffer.allocateDirect(BATCH_BYTES);
  private long last;
  private boolean marked = true;
  private boolean inDoubt;

  private Journal(
      JournalFolder folder, JournalSettings settings, JournalRecovery.Recovered recovered) {
    this.folder = folder;
    this.settings = settings;
    this.spare = new SpareSegment(folder, settings);
    this.tornTail = recovered.tornTail();
    this.current = recovered.segment();
    this.last = recovered.last();
  }

  /// Opens the journal and begins one where there is none. When it returns, all that [#replay]
  /// hands over survives a loss of power.
  ///
  /// @param checkpoint the last record that a durable checkpoint covers, or 0. Segments before it
  ///   are not looked at
  /// @throws DamagedJournal when a record that was acknowledged cannot be read
  /// @throws DiskFull when there is no room to begin a journal; an old one needs none
  public static Journal open(Disk disk, JournalSettings settings, long checkpoint)
      throws IOException {
    JournalFolder folder = JournalFolder.open(disk, settings.folder());
    JournalRecovery recovery = new JournalRecovery(folder, settings, checkpoint);
    Journal journal = new Journal(folder, settings, recovery.recover());
    journal.spare.order();
    return journal;
  }

  /// What a crash had left unfinished and [#open] has cut off.
  public Optional<TornTail> tornTail() {
    return Optional.ofNullable(tornTail);
  }

  /// Why there is no room beyond the current segment, if that is so. Once a second, asking for
  /// [#room] tries again.
  public Optional<Throwable> shortage() {
    return spare.shortage();
  }

  @Override
  public long last() {
    return last;
  }

  /// Also hands over what [#checkpointed] has moved to the archive: after 0, everything there ever
  /// was.
  @Override
  public void replay(long after, Reader reader) throws IOException {
    new JournalReplay(folder, last).replay(after, reader);
  }

  /// What fits into the current segment or into the spare one, whichever is more: a batch is never
  /// divided.
  @Override
  public long room() {
    if (inDoubt) {
      return 0;
    }
    spare.order();
    boolean isShort = current.room() < settings.segmentBytes() / LOW_SHARE;
    int next = isShort ? spare.awaitedRoom() : spare.room();
    return Math.max(0, Math.max(current.room(), next));
  }

  @Override
  public long append(List<byte[]> batch) throws DiskFull {
    refuseInDoubt();
    if (batch.isEmpty()) {
      return last;
    }
    int bytes = Math.toIntExact(RecordCodec.bytes(batch));
    boolean fits = bytes <= current.room();
    if (fits) {
      appendToCurrent(batch, bytes);
    } else {
      appendToNext(batch, bytes);
    }
    marked = false;
    last += batch.size();
    if (!fits) {
      spare.order();
    }
    return last;
  }

  private void refuseInDoubt() {
    if (inDoubt) {
      throw new DiskFailure(
          "append to " + current.path(),
          new IOException("what is there is in doubt since a failure"));
    }
  }

  private void appendToCurrent(List<byte[]> batch, int bytes) {
    ByteBuffer records = cleared(bytes);
    lay(batch, current.codec(), records);
    store("append to ", current.path(), () -> current.append(records.flip()));
  }

  /// The batch and the header are forced before the file gets its name. So there is never a segment
  /// without a header, and the first batch costs the force of a folder more than others.
  private void appendToNext(List<byte[]> batch, int bytes) throws DiskFull {
    PreparedSegment prepared = prepared(Math.toIntExact(JournalSegment.size(bytes)));
    SegmentHeader header =
        new SegmentHeader(settings.chance().number(), last + 1, last + batch.size());
    RecordCodec codec = new RecordCodec(header.salt());
    ByteBuffer records = cleared(SegmentHeader.BYTES + bytes);
    header.write(records);
    lay(batch, codec, records);
    JournalSegment next =
        new JournalSegment(
            folder.segment(header.first()), prepared.file(), prepared.size(), codec, 0);
    store(
        "begin ",
        next.path(),
        () -> {
          next.append(records.flip());
          folder.adopt(prepared.path(), header.first());
          current.close();
        });
    current = next;
  }

  private PreparedSegment prepared(int bytes) throws DiskFull {
    try {
      return spare.take(bytes);
    } catch (DiskFull e) {
      throw e;
    } catch (IOException e) {
      inDoubt = true;
      throw new DiskFailure("prepare a segment in " + folder.path(), e);
    }
  }

  private ByteBuffer cleared(int bytes) {
    if (buffer.capacity() < bytes) {
      buffer = ByteBuffer.allocateDirect(Math.max(bytes, 2 * buffer.capacity()));
    }
    return buffer.clear();
  }

  private void lay(List<byte[]> batch, RecordCodec codec, ByteBuffer out) {
    long lsn = last;
    for (byte[] payload : batch) {
      lsn++;
      codec.write(out, lsn, last, payload);
    }
  }

  /// Whatever goes wrong, also in a way nobody thought of, leaves the journal in doubt: a second
  /// attempt could leave records of the first behind its own.
  private void store(String action, Path path, Storing storing) {
    inDoubt = true;
    try {
      storing.run();
    } catch (IOException e) {
      throw new DiskFailure(action + path, e);
    }
    inDoubt = false;
  }

  /// Moves the segments that hold nothing behind `lsn` to the archive, where they are kept.
  @Override
  public void checkpointed(long lsn) throws IOException {
    NavigableMap<Long, Path> live = folder.live();
    List<Long> covered = new ArrayList<>();
    for (Map.Entry<Long, Path> segment : live.entrySet()) {
      Long next = live.higherKey(segment.getKey());
      if (next != null && next <= lsn + 1) {
        covered.add(segment.getKey());
      }
    }
    folder.archive(covered);
  }

  /// Leaves a mark behind the last record, so that the next start knows it was safe.
  @Override
  public void close() throws IOException {
    if (!inDoubt && !marked) {
      current.mark(last);
      marked = true;
    }
    current.close();
    spare.close();
  }
}
