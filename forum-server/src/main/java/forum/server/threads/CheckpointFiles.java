package forum.server.threads;

import forum.machine.Disk;
import forum.machine.Disk.Mode;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/// What must be forced before a checkpoint counts. Any one thread may do it, while the command loop
/// goes on changing files.
public final class CheckpointFiles {
  /// A file and the name it gets when it is replaced in the meantime.
  record Entry(ThreadKey thread, long generation) {
    Path file() {
      return thread.path();
    }

    Path base() {
      return Bases.path(thread.id(), generation);
    }
  }

  private final Disk disk;
  private final List<Entry> entries;
  private volatile boolean forced;

  CheckpointFiles(Disk disk, List<Entry> entries) {
    this.disk = disk;
    this.entries = entries;
  }

  /// How many files there are.
  public int count() {
    return entries.size();
  }

  /// Returns once all threads, as they were when the checkpoint began, survive a loss of power.
  ///
  /// @throws forum.machine.DiskFailure when it is not known what is on the disk
  public void force() throws IOException {
    for (Entry entry : entries) {
      force(entry.file());
      // A replaced file has its second name before it loses the first. So if the first meant the
      // new
      // file already, the second is there now.
      if (disk.exists(entry.base())) {
        force(entry.base());
      }
    }
    Forced.names(disk, ThreadFiles.FOLDER);
    forced = true;
  }

  /// What is still to be forced.
  List<Entry> unforced() {
    return forced ? List.of() : entries;
  }

  private void force(Path path) throws IOException {
    try (Disk.File file = disk.open(path, Mode.READ)) {
      Forced.contents(path, file);
    } catch (NoSuchFileException e) {
      return; // of a thread that has been removed
    }
  }
}
