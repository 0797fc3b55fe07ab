package forum.server.check;

import forum.machine.Disk;
import forum.protocol.line.ThreadLine.Entry;
import forum.server.model.ForumThread;
import forum.server.threads.CheckpointedThread;
import forum.server.threads.DamagedThread;
import forum.server.threads.Extent;
import forum.server.threads.FirstDifferences;
import forum.server.threads.Verification;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Reads the file of one thread, line by line, as far as the checkpoint knows it.
final class ThreadCheck {
  private final Disk disk;
  private final ForumThread thread;
  private final Extent extent;
  private Fingerprint sum = Fingerprint.NOTHING;
  private long lines = 1;

  ThreadCheck(Disk disk, ForumThread thread) {
    this.disk = disk;
    this.thread = thread;
    this.extent = Objects.requireNonNull(thread.extent());
  }

  /// Checks every line for itself, and that they follow each other.
  ///
  /// @throws DamagedThread when the file is missing or gets shorter meanwhile
  List<Difference> checkLines() throws IOException, DamagedThread {
    CheckpointedThread stored = open();
    try (Disk.File file = stored.file()) {
      List<Difference> differences =
          inLines(stored.path(), Verification.of(file, thread.header(), extent, this::add));
      if (stored.isFollowedByHandWork(extent)) {
        differences.add(
            new Difference(
                stored.path(), "byte " + extent.bytes(), "the forum did not write what follows"));
      }
      return differences;
    }
  }

  private static List<Difference> inLines(Path path, List<Verification.Difference> found) {
    List<Difference> differences = new ArrayList<>();
    found.forEach(it -> differences.add(Difference.inLine(path, it.line(), it.found())));
    return differences;
  }

  private CheckpointedThread open() throws IOException, DamagedThread {
    return CheckpointedThread.open(disk, thread.key(), extent);
  }

  private void add(long line, Entry entry) {
    sum = sum.plus(Fingerprint.of(entry));
    lines = line;
  }

  /// Of all entries that [#checkLines] has met.
  Fingerprint sum() {
    return sum;
  }

  /// The number of the last line that [#checkLines] has met.
  long lines() {
    return lines;
  }

  /// Compares every line with the entry that the journal has.
  ///
  /// @param expected the entries by their ids; those that are met are taken out
  List<Difference> compare(Map<Long, Fingerprint> expected) throws IOException, DamagedThread {
    FirstDifferences differences = new FirstDifferences();
    CheckpointedThread stored = open();
    try (Disk.File file = stored.file()) {
      Verification.of(
          file,
          thread.header(),
          extent,
          (line, entry) -> {
            Fingerprint known = expected.remove(entry.id());
            if (!Fingerprint.of(entry).equals(known)) {
              differences.add(line, unexpected(entry.id(), known != null));
            }
          });
    }
    expected.keySet().stream().sorted().forEach(id -> differences.add(0, missing(id)));
    return inLines(stored.path(), differences.list());
  }

  private static String unexpected(long id, boolean isKnown) {
    return isKnown
        ? "it is not what the journal has in record " + id
        : "the journal has no entry " + id + " for this thread";
  }

  private static String missing(long id) {
    return "the entry of record " + id + " is not in it";
  }
}
