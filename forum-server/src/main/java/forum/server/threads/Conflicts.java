package forum.server.threads;

import forum.machine.Disk;
import forum.machine.Disk.Mode;
import java.io.IOException;
import java.nio.file.Path;

/// Keeps, beside a thread's file, what was in its place and is not the forum's:
/// `threads/<title>.conflict`, `threads/<title>.conflict-2` and so on. The forum never touches it
/// again.
final class Conflicts {
  private final Disk disk;

  Conflicts(Disk disk) {
    this.disk = disk;
  }

  /// Moves a file of the thread away, and returns when it is safe there.
  ///
  /// @param file the thread's file or one of its bases
  /// @return where it is now
  Path move(Path file, ThreadKey thread) throws IOException {
    Path aside = free(thread);
    disk.rename(file, aside);
    Forced.names(disk, ThreadFiles.FOLDER);
    return aside;
  }

  /// Copies the thread's file, and returns when the copy is safe.
  ///
  /// @return where the copy is
  Path copy(Disk.File file, ThreadKey thread) throws IOException, DamagedThread {
    Path aside = free(thread);
    try (Disk.File copy = disk.open(aside, Mode.CREATE)) {
      BlockWriter out = new BlockWriter(copy, 0);
      out.copy(file, 0, file.size());
      out.flush();
      Forced.contents(aside, copy);
    }
    Forced.names(disk, ThreadFiles.FOLDER);
    return aside;
  }

  private Path free(ThreadKey thread) {
    return StoredName.of(thread.title())
        .asides(ThreadFiles.FOLDER)
        .filter(aside -> !disk.exists(aside))
        .findFirst()
        .orElseThrow();
  }
}
