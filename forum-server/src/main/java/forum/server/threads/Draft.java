package forum.server.threads;

import forum.machine.Disk;
import forum.machine.Disk.Mode;
import forum.machine.DiskFailure;
import forum.machine.DiskFull;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A file that is being written to take the place of a thread's. Deleted when it is closed before.
///
/// Drafts have a folder of their own, so that what a crash leaves is found without looking through
/// all threads, and nobody who lists the threads sees half of one.
final class Draft implements Closeable {
  static final Path FOLDER = Path.of("forum-data", "drafts");

  private final Disk disk;
  private final Path path;
  private Disk.@Nullable File file;
  private boolean placed;

  private Draft(Disk disk, Path path, Disk.File file) {
    this.disk = disk;
    this.path = path;
    this.file = file;
  }

  /// Makes the folder and deletes what is in it.
  static void clear(Disk disk) throws IOException {
    disk.createFolders(FOLDER);
    for (String name : disk.list(FOLDER)) {
      disk.delete(FOLDER.resolve(name));
    }
  }

  /// An empty draft. `part` tells apart those of one thread that are written at the same time.
  static Draft begin(Disk disk, ThreadKey thread, int part) throws IOException {
    Path path = FOLDER.resolve(thread.id() + "." + part);
    disk.delete(path); // of a try that failed
    return new Draft(disk, path, disk.open(path, Mode.CREATE));
  }

  /// The file, open until [#rest] or [#close].
  Disk.File file() throws IOException {
    Disk.File open = file;
    if (open == null) {
      open = disk.open(path, Mode.WRITE);
      file = open;
    }
    return open;
  }

  /// Keeps no file open until the next is written to: there may be as many drafts as threads.
  void rest() throws IOException {
    if (file != null) {
      file.close();
      file = null;
    }
  }

  void force() throws IOException {
    Forced.contents(path, file());
  }

  /// Gives the draft the name of the thread's file, which it replaces.
  ///
  /// @throws DiskFull when there is no room for the name; nothing has happened then
  void place(ThreadKey thread) throws DiskFull {
    try {
      disk.rename(path, thread.path());
      placed = true;
    } catch (DiskFull e) {
      throw e;
    } catch (IOException e) {
      throw new DiskFailure("replace " + thread.path(), e); // which file is there is not known
    }
  }

  @Override
  public void close() throws IOException {
    rest();
    if (!placed) {
      disk.delete(path);
    }
  }
}
