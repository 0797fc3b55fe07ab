package forum.server.threads;

import forum.machine.Disk;
import forum.machine.DiskFailure;
import java.io.IOException;
import java.nio.file.Path;

/// Puts on the disk what must be there before the next step. Trying again after a failure would
/// only seem to help, so that it ends the process.
final class Forced {
  private Forced() {}

  /// What was written to the file `path`, which is open as `file`.
  static void contents(Path path, Disk.File file) {
    try {
      file.force();
    } catch (IOException e) {
      throw new DiskFailure("force " + path, e);
    }
  }

  /// The names in `folder`.
  static void names(Disk disk, Path folder) {
    try {
      disk.forceFolder(folder);
    } catch (IOException e) {
      throw new DiskFailure("force " + folder, e);
    }
  }
}
