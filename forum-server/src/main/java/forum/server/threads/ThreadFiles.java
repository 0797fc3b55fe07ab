package forum.server.threads;

import forum.machine.Disk;
import forum.machine.Disk.Mode;
import forum.protocol.line.ThreadLine.Header;
import forum.server.threads.Verification.Difference;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The files of all threads. A change comes here once the journal has it safe; nothing is forced
/// here until a checkpoint.
///
/// ```
///   only new entries  -> written behind the end of the file
///   edited or deleted -> one pass writes a draft, which then replaces the file; if a checkpoint
///                        refers to the file, it gets a second name before
/// ```
///
/// Owned by the command loop. After an [IOException] every thread is as it was and the same call
/// may be made again; a [forum.machine.DiskFailure] ends the process.
public final class ThreadFiles implements Closeable {
  static final Path FOLDER = Path.of("threads");

  private final Disk disk;
  private final Bases bases;
  private final OpenFiles open;
  private final Map<Long, CheckpointFiles.Entry> unforced = new LinkedHashMap<>();
  private CheckpointFiles checkpoint;

  private ThreadFiles(Disk disk, Bases bases) {
    this.disk = disk;
    this.bases = bases;
    this.open = new OpenFiles(disk);
    this.checkpoint = new CheckpointFiles(disk, List.of());
  }

  /// Makes the folders and deletes what a crash has left half written.
  ///
  /// @param checkpoint the journal's number up to which the newest checkpoint goes, 0 without one
  public static ThreadFiles open(Disk disk, long checkpoint) throws IOException {
    disk.createFolders(FOLDER);
    Draft.clear(disk);
    return new ThreadFiles(disk, Bases.open(disk, checkpoint));
  }

  /// Makes the file of a new thread. A stranger's file in its place is kept beside it.
  ///
  /// @param lsn the journal's number of the creation
  public Outcome create(ThreadKey thread, Header header, long lsn) throws IOException {
    Past past = new Past(header, null, List.of());
    return touched(thread, new Restoration(disk, bases, thread, past, lsn).create());
  }

  /// Applies the changes of one group commit.
  ///
  /// @param lsn the journal's number of the last of them
  /// @return what is in the file now
  /// @throws DamagedThread when the file is not as it was left; nothing was changed, and [#rebuild]
  ///   makes it good, these changes included
  public Extent apply(ThreadKey thread, Extent extent, List<Change> changes, long lsn)
      throws IOException, DamagedThread {
    NetChanges net = NetChanges.of(extent, changes);
    Extent next = net.isOnlyNew() ? append(thread, extent, net) : rewrite(thread, extent, net, lsn);
    touch(thread, next);
    return next;
  }

  private Extent append(ThreadKey thread, Extent extent, NetChanges net)
      throws IOException, DamagedThread {
    Disk.File file = open.open(thread);
    if (file.size() < extent.bytes()) {
      throw new DamagedThread("it has " + file.size() + " bytes, expected " + extent.bytes());
    }
    return NewLines.of(extent, net).writeTo(file);
  }

  private Extent rewrite(ThreadKey thread, Extent extent, NetChanges net, long lsn)
      throws IOException, DamagedThread {
    if (lsn <= extent.generation()) {
      throw new IllegalStateException("change " + lsn + " of a file begun at " + extent);
    }
    try (Draft draft = Draft.begin(disk, thread, 0)) {
      Extent next = Rewriting.write(open.open(thread), extent, net, draft.file(), lsn);
      bases.keep(thread, extent.generation(), lsn);
      open.close(thread.id());
      draft.place(thread);
      return next;
    }
  }

  /// Deletes the file and the bases of a removed thread; also when a replay finds it removed,
  /// before any thread is restored. The file of another thread stays.
  public void remove(ThreadKey thread) throws IOException {
    delete(thread);
    bases.drop(thread.id());
  }

  /// As [#remove], but what checkpoints refer to stays, for who reads the forum as of one of them.
  ///
  /// @param lsn the journal's number of the removal
  public void withdraw(ThreadKey thread, Extent extent, long lsn) throws IOException {
    if (disk.exists(thread.path())) {
      bases.keep(thread, extent.generation(), lsn);
    }
    delete(thread);
  }

  private void delete(ThreadKey thread) throws IOException {
    open.close(thread.id());
    unforced.remove(thread.id());
    if (new Remains(disk, thread).goWithThread()) {
      disk.delete(thread.path());
    }
  }

  /// Makes files anew from the journal, in one pass over it, and keeps what is damaged beside them.
  ///
  /// @param history all changes since the creation of the oldest, with those that were being
  ///   applied
  /// @param lsn the journal's number of the last of them
  /// @return what became of each, by the id of its thread
  public Map<Long, Outcome> rebuild(List<Lost> lost, History history, long lsn) throws IOException {
    Map<Long, Outcome> outcomes = new LinkedHashMap<>();
    try (Rebuildings rebuildings = new Rebuildings(disk, lsn)) {
      long oldest = Long.MAX_VALUE;
      for (Lost each : lost) {
        rebuildings.begin(each.thread(), each.header());
        oldest = Math.min(oldest, each.thread().id());
      }
      history.replay(oldest, rebuildings);
      for (Lost each : lost) {
        open.close(each.thread().id());
        Outcome outcome = Replacement.of(each, rebuildings.finished(each.thread()), disk);
        outcomes.put(each.thread().id(), touched(each.thread(), outcome));
      }
    }
    Forced.names(disk, FOLDER);
    return outcomes;
  }

  /// Brings a file up after a start. Needed for every thread that was created or changed since the
  /// checkpoint, and for those that do not [#fits].
  ///
  /// @param lsn the journal's last number
  public Restored restore(ThreadKey thread, Past past, long lsn) throws IOException {
    Restored restored = new Restoration(disk, bases, thread, past, lsn).run();
    return restored instanceof Outcome outcome ? touched(thread, outcome) : restored;
  }

  /// Whether the file has exactly the length it must have: what can be seen without reading.
  public boolean fits(ThreadKey thread, Extent extent) throws IOException {
    try {
      return disk.size(thread.path()) == extent.bytes();
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /// Reads the whole file. For a large one, better let another thread do it, with [Verification]
  /// and [#openForTransfer].
  public List<Difference> verify(ThreadKey thread, Header header, Extent extent)
      throws IOException {
    try (Disk.File file = openForTransfer(thread)) {
      List<Difference> differences = new ArrayList<>(Verification.of(file, header, extent));
      if (file.size() > extent.bytes()) {
        String found = file.size() - extent.bytes() + " bytes behind the last line";
        differences.add(new Difference(0, found));
      }
      return differences;
    } catch (DamagedThread e) {
      return List.of(new Difference(0, e.found()));
    }
  }

  /// The thread as it is now, for reading a little.
  public ThreadReader read(ThreadKey thread, Extent extent) throws IOException, DamagedThread {
    return new ThreadReader(open.open(thread), extent);
  }

  /// The file as it is now, for another thread to read much of: up to the end of the present extent
  /// it stays as it is until it is closed, whatever becomes of the thread.
  public Disk.File openForTransfer(ThreadKey thread) throws IOException, DamagedThread {
    return OpenFiles.open(disk, thread.path(), Mode.READ);
  }

  /// Says that a checkpoint of all changes up to `lsn` begins, and hands out the files it refers to
  /// that are not forced yet. From here on nothing it refers to is lost.
  public CheckpointFiles beginCheckpoint(long lsn) {
    bases.beginCheckpoint(lsn);
    checkpoint.unforced().forEach(entry -> unforced.putIfAbsent(entry.thread().id(), entry));
    checkpoint = new CheckpointFiles(disk, List.copyOf(unforced.values()));
    unforced.clear();
    return checkpoint;
  }

  /// Says that no recovery will begin with a checkpoint before `lsn` any more.
  public void releaseBases(long lsn) throws IOException {
    bases.release(lsn);
  }

  private Outcome touched(ThreadKey thread, Outcome outcome) {
    touch(thread, outcome.extent());
    return outcome;
  }

  private void touch(ThreadKey thread, Extent extent) {
    unforced.put(thread.id(), new CheckpointFiles.Entry(thread, extent.generation()));
  }

  @Override
  public void close() throws IOException {
    open.close();
  }
}
