package forum.server.threads;

import forum.machine.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Puts a draft in the place of a thread's file, and keeps beside it what was there and is not the
/// forum's.
final class Replacement {
  private final Disk disk;
  private final ThreadKey thread;
  private final Conflicts conflicts;
  private final List<Finding> findings;

  /// Adds what it finds to `findings`.
  Replacement(Disk disk, ThreadKey thread, List<Finding> findings) {
    this.disk = disk;
    this.thread = thread;
    this.conflicts = new Conflicts(disk);
    this.findings = findings;
  }

  /// Replaces a file that is missing or damaged. Of the name it is not known then if it survives a
  /// loss of power.
  static Outcome of(Lost lost, Rebuilding made, Disk disk) throws IOException {
    List<Finding> findings = new ArrayList<>(lost.findings());
    Replacement replacement = new Replacement(disk, lost.thread(), findings);
    made.draft().force();
    Path damaged = lost.damaged();
    String kept = disk.exists(damaged) ? replacement.keep(damaged) + " and " : "";
    findings.add(new Finding(damaged, lost.found(), kept + "made anew from the journal"));
    replacement.unknown(made.draft());
    return new Outcome(made.extent(), findings);
  }

  /// Replaces a file of which it is not known how it came to be as it is.
  void unknown(Draft draft) throws IOException {
    if (!new Remains(disk, thread).giveWay()) {
      String found = "it holds something that the forum did not write";
      findings.add(new Finding(thread.path(), found, keep(thread.path())));
    }
    draft.place(thread);
  }

  private String keep(Path file) throws IOException {
    return "kept as " + conflicts.move(file, thread);
  }
}
