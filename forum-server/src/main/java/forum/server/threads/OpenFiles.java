package forum.server.threads;

import forum.machine.Disk;
import forum.machine.Disk.Mode;
import forum.machine.DiskFull;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// The files of the threads used last, open. Owned by the command loop.
final class OpenFiles implements Closeable {
  private static final int FILES_MAX = 64;

  private final Disk disk;
  private final SequencedMap<Long, Disk.File> files = new LinkedHashMap<>(FILES_MAX, 0.75f, true);

  OpenFiles(Disk disk) {
    this.disk = disk;
  }

  /// The file of a thread, for reading and writing.
  Disk.File open(ThreadKey thread) throws IOException, DamagedThread {
    Disk.File file = files.get(thread.id());
    if (file == null) {
      file = open(disk, thread.path(), Mode.WRITE);
      files.put(thread.id(), file);
      closeEldest();
    }
    return file;
  }

  /// Opens a file that must be there.
  static Disk.File open(Disk disk, Path path, Mode mode) throws DiskFull, DamagedThread {
    if (!disk.exists(path)) { // or it would be made
      throw new DamagedThread("it is missing");
    }
    try {
      return disk.open(path, mode);
    } catch (DiskFull e) {
      throw e;
    } catch (IOException e) { // a link, a folder or otherwise not what we left
      throw new DamagedThread("it cannot be opened: " + e.getMessage());
    }
  }

  private void closeEldest() throws IOException {
    if (files.size() > FILES_MAX) {
      Map.@Nullable Entry<Long, Disk.File> eldest = files.pollFirstEntry();
      if (eldest != null) {
        eldest.getValue().close();
      }
    }
  }

  /// Lets go of a file that is about to be replaced or deleted.
  void close(long thread) throws IOException {
    Disk.File file = files.remove(thread);
    if (file != null) {
      file.close();
    }
  }

  @Override
  public void close() throws IOException {
    for (Disk.File file : files.values()) {
      file.close();
    }
    files.clear();
  }
}
