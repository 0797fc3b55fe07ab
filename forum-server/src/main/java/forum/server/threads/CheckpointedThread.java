package forum.server.threads;

import forum.machine.Disk;
import forum.machine.Disk.Mode;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A thread's file as a checkpoint refers to it, for who only reads it: also while a server goes on
/// changing threads, as long as it keeps that checkpoint.
///
/// @param path under which it was found: that of the thread, or of a base
/// @param file the file; what counts of it is the extent
public record CheckpointedThread(Path path, Disk.File file) {
  /// Opens the file, which is then the caller's to close.
  ///
  /// @throws DamagedThread when there is none, or it cannot be opened
  public static CheckpointedThread open(Disk disk, ThreadKey thread, Extent extent)
      throws IOException, DamagedThread {
    Path base = Bases.path(thread.id(), extent.generation());
    Disk.File file = find(disk, thread.path());
    Disk.File kept = find(disk, base);
    // A replaced file has its second name before it loses the first. So if the first meant the new
    // file already, the second is there now.
    if (kept != null) {
      close(file);
      return new CheckpointedThread(base, kept);
    }
    if (file == null) {
      throw new DamagedThread("it is missing");
    }
    return new CheckpointedThread(thread.path(), file);
  }

  /// Whether behind the extent stands what the forum did not write. It may have added lines since.
  public boolean isFollowedByHandWork(Extent extent) throws IOException, DamagedThread {
    return file.size() > extent.bytes() && HandWork.isIn(file, extent.bytes());
  }

  private static void close(Disk.@Nullable File file) throws IOException {
    if (file != null) {
      file.close();
    }
  }

  private static Disk.@Nullable File find(Disk disk, Path path) throws DamagedThread {
    try {
      return disk.open(path, Mode.READ);
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      throw new DamagedThread("it cannot be opened: " + e.getMessage());
    }
  }
}
