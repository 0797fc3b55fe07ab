package forum.server.threads;

import forum.machine.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Files that a checkpoint refers to and that have been replaced since: recovery starts from them.
///
/// A checkpoint needs a file from its generation on until it was replaced. Owned by the command
/// loop.
final class Bases {
  static final Path FOLDER = Path.of("forum-data", "base");

  private static final Pattern NAME = Pattern.compile("([0-9]{1,18})\\.([0-9]{1,18})");

  /// Of bases from before this start it is not known when they were replaced. Certainly before the
  /// next checkpoint begins.
  private static final long UNKNOWN = Long.MAX_VALUE;

  /// One kept file.
  ///
  /// @param replacedAt the journal's number of the change that replaced it
  private record Base(long thread, long generation, long replacedAt) {
    Path path() {
      return Bases.path(thread, generation);
    }

    Base replacedBefore(long lsn) {
      return replacedAt == UNKNOWN ? new Base(thread, generation, lsn) : this;
    }
  }

  private final Disk disk;
  private final List<Base> kept = new ArrayList<>();
  private long newestCheckpoint;

  private Bases(Disk disk, long newestCheckpoint) {
    this.disk = disk;
    this.newestCheckpoint = newestCheckpoint;
  }

  static Bases open(Disk disk, long newestCheckpoint) throws IOException {
    disk.createFolders(FOLDER);
    // A process that was killed may have left a name that only the system's memory knows of;
    // whoever
    // replaces a file because its base is there must be able to rely on it.
    Forced.names(disk, FOLDER);
    Bases bases = new Bases(disk, newestCheckpoint);
    for (String name : disk.list(FOLDER)) {
      Matcher parts = NAME.matcher(name);
      if (parts.matches()) {
        long thread = Long.parseLong(parts.group(1));
        bases.kept.add(new Base(thread, Long.parseLong(parts.group(2)), UNKNOWN));
      }
    }
    return bases;
  }

  static Path path(long thread, long generation) {
    return FOLDER.resolve(thread + "." + generation);
  }

  void beginCheckpoint(long lsn) {
    newestCheckpoint = lsn;
    kept.replaceAll(base -> base.replacedBefore(lsn));
  }

  /// Keeps a file that is about to be replaced, if a checkpoint may need it; returns when it is
  /// safe.
  void keep(ThreadKey thread, long generation, long replacedAt) throws IOException {
    if (generation > newestCheckpoint) {
      return;
    }
    Base base = new Base(thread.id(), generation, replacedAt);
    // one that is there is of an earlier start or an earlier try, and this file is the right one
    disk.delete(base.path());
    disk.link(thread.path(), base.path());
    kept.removeIf(known -> known.path().equals(base.path()));
    kept.add(base);
    Forced.names(disk, FOLDER);
  }

  /// Deletes what no checkpoint at `lsn` or later needs.
  void release(long lsn) throws IOException {
    delete(kept.stream().filter(base -> base.replacedAt() <= lsn).toList());
  }

  /// Deletes those of a removed thread: a recovery will find it removed.
  void drop(long thread) throws IOException {
    delete(kept.stream().filter(base -> base.thread() == thread).toList());
  }

  private void delete(List<Base> bases) throws IOException {
    for (Base base : bases) {
      disk.delete(base.path());
    }
    kept.removeAll(Set.copyOf(bases));
  }
}
