package forum.server.threads;

import forum.machine.Disk;
import forum.machine.Disk.Mode;
import java.io.IOException;
import java.util.OptionalLong;

/// What lies where a thread's file belongs, when it is not known how it came to be as it is.
final class Remains {
  private final OptionalLong owner;
  private final boolean handWork;

  private Remains(OptionalLong owner, boolean handWork) {
    this.owner = owner;
    this.handWork = handWork;
  }

  static Remains at(Disk disk, ThreadKey thread) {
    if (!disk.exists(thread.path())) {
      return new Remains(OptionalLong.empty(), false);
    }
    try (Disk.File file = disk.open(thread.path(), Mode.READ)) {
      return new Remains(FirstLine.thread(file), HandWork.isIn(file, 0));
    } catch (IOException | DamagedThread e) {
      // no file, a link, or one that cannot be read: certainly not left by a crash
      return new Remains(OptionalLong.empty(), true);
    }
  }

  /// Whether it may be deleted together with the thread: its file, or what a crash left of it.
  boolean goWith(ThreadKey thread) {
    return owner.isPresent() ? owner.getAsLong() == thread.id() : !handWork;
  }

  /// Whether nothing is lost when the thread's file takes the place. The file of another thread is
  /// one that somebody put there: those of removed threads are removed before.
  boolean giveWayTo(ThreadKey thread) {
    return !handWork && owner.orElse(thread.id()) == thread.id();
  }
}
