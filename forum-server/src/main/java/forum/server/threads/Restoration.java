package forum.server.threads;

import forum.machine.Disk;
import forum.machine.Disk.Mode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Brings the file of one thread to where the journal ends.
///
/// A crash in the middle does no harm: what a checkpoint refers to is changed only behind its end,
/// or is kept as a base before it is replaced. The next start does it all again.
final class Restoration {
  private final Disk disk;
  private final Bases bases;
  private final Replacement replacement;
  private final ThreadKey thread;
  private final Past past;
  private final long lsn;
  private final List<Finding> findings = new ArrayList<>();

  /// `lsn` is the number of the last change in the journal.
  Restoration(Disk disk, Bases bases, ThreadKey thread, Past past, long lsn) {
    this.disk = disk;
    this.bases = bases;
    this.replacement = new Replacement(disk, thread, findings);
    this.thread = thread;
    this.past = past;
    this.lsn = lsn;
  }

  Restored run() throws IOException {
    Extent extent = past.checkpointed();
    return extent == null ? create() : bringUp(extent);
  }

  /// Nothing of what is there can be relied on, since no checkpoint has forced it.
  Outcome create() throws IOException {
    try (Rebuildings rebuildings = new Rebuildings(disk, lsn)) {
      rebuildings.begin(thread, past.header());
      for (Change change : past.since()) {
        rebuildings.read(thread.id(), change);
      }
      Rebuilding made = rebuildings.finished(thread);
      replacement.unknown(made.draft());
      return new Outcome(made.extent(), findings);
    }
  }

  private Restored bringUp(Extent extent) throws IOException {
    Path base = Bases.path(thread.id(), extent.generation());
    Path source = disk.exists(base) ? base : thread.path();
    try (Disk.File file = openChecked(source, extent)) {
      NetChanges changes = NetChanges.of(extent, past.since());
      Extent now =
          source.equals(base) ? bringUpFrom(file, extent, changes) : bringUp(file, extent, changes);
      return new Outcome(now, findings);
    } catch (DamagedThread e) {
      return new Lost(thread, past.header(), source, e.found(), findings);
    }
  }

  /// The file has been replaced since, or was about to be.
  private Extent bringUpFrom(Disk.File base, Extent extent, NetChanges changes)
      throws IOException, DamagedThread {
    try (Draft draft = Draft.begin(disk, thread, 0)) {
      Extent now = Rewriting.write(base, extent, changes, draft.file(), lsn);
      replacement.unknown(draft);
      return now;
    }
  }

  private Extent bringUp(Disk.File file, Extent extent, NetChanges changes)
      throws IOException, DamagedThread {
    if (changes.isOnlyNew() && onlyAppended()) {
      return append(file, extent, NewLines.of(extent, changes));
    }
    keepHandWork(file, extent);
    try (Draft draft = Draft.begin(disk, thread, 0)) {
      Extent now = Rewriting.write(file, extent, changes, draft.file(), lsn);
      bases.keep(thread, extent.generation(), lsn);
      draft.place(thread);
      return now;
    }
  }

  /// What was posted and deleted since the checkpoint comes to nothing, but somebody may have read
  /// the file when it had it, and may be about to ask for the next page.
  private boolean onlyAppended() {
    return past.since().stream().allMatch(Change.Append.class::isInstance);
  }

  /// Mostly the lines are there already and only need to be written again. Otherwise what is there
  /// has to be gone for good first, or the next loss of power could mix it with the new lines.
  private Extent append(Disk.File old, Extent extent, NewLines lines)
      throws IOException, DamagedThread {
    boolean begun = lines.areBegunIn(old);
    if (!begun) {
      keepHandWork(old, extent);
    }
    try (Disk.File file = disk.open(thread.path(), Mode.WRITE)) {
      if (!begun) {
        file.truncate(extent.bytes());
        Forced.contents(thread.path(), file);
      }
      return lines.writeTo(file);
    }
  }

  /// Cares for lines that somebody added while the server was down. Without changes since the
  /// checkpoint a crash cannot have left anything behind its end.
  private void keepHandWork(Disk.File file, Extent extent) throws IOException, DamagedThread {
    boolean surely = past.since().isEmpty() && file.size() > extent.bytes();
    if (surely || HandWork.isIn(file, extent.bytes())) {
      String found = "something was added to it that the forum did not write";
      Path copy = new Conflicts(disk).copy(file, thread);
      findings.add(new Finding(thread.path(), found, "a copy is kept as " + copy));
    }
  }

  private Disk.File openChecked(Path path, Extent extent) throws IOException, DamagedThread {
    Disk.File file = OpenFiles.open(disk, path, Mode.READ);
    try {
      Fit.check(file, past.header(), extent);
      return file;
    } catch (DamagedThread e) {
      file.close();
      throw e;
    } catch (IOException e) {
      file.close();
      throw new DamagedThread("it cannot be read: " + e.getMessage());
    }
  }
}
