package forum.server.threads;

import forum.machine.Disk;
import forum.machine.Disk.Mode;
import java.io.IOException;
import java.util.OptionalLong;

/// What lies where a thread's file belongs, when it is not known how it came to be as it is.
final class Remains {
  @FunctionalInterface
  private interface Test {
    boolean of(Disk.File file) throws IOException, DamagedThread;
  }

  private final Disk disk;
  private final ThreadKey thread;

  Remains(Disk disk, ThreadKey thread) {
    this.disk = disk;
    this.thread = thread;
  }

  /// Whether they may be deleted together with the thread: they are its file, or what a crash left.
  boolean goWithThread() {
    return are(
        file -> {
          OptionalLong owner = FirstLine.thread(file);
          return owner.isPresent() ? owner.getAsLong() == thread.id() : !HandWork.isIn(file, 0);
        });
  }

  /// Whether nothing is lost when the thread's file takes their place. The file of another thread
  /// is one that somebody put there: those of removed threads are removed before.
  boolean giveWay() {
    return are(
        file ->
            FirstLine.thread(file).orElse(thread.id()) == thread.id() && !HandWork.isIn(file, 0));
  }

  private boolean are(Test test) {
    if (!disk.exists(thread.path())) {
      return true;
    }
    try (Disk.File file = OpenFiles.open(disk, thread.path(), Mode.READ)) {
      return test.of(file);
    } catch (IOException | DamagedThread e) {
      return false; // a folder, a link, something that cannot be read: no crash left that
    }
  }
}
