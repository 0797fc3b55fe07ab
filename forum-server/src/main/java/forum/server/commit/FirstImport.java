package forum.server.commit;

import forum.machine.Disk;
import forum.protocol.InvalidValue;
import forum.protocol.ThreadTitle;
import forum.server.threads.StoredName;
import forum.server.transfer.Blobs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Takes over, at the very first start, what lies in `threads/`: files of a classic forum or of
/// this one. The originals are moved to `forum-data/imported` first, and stay as they are.
///
/// A crash at any moment lets the next start go on. By then there may be threads of the forum
/// already: what lies in `threads/` under their names is what shows them, and no original.
final class FirstImport {
  static final Path ORIGINALS = ForumStore.FOLDER.resolve("imported");
  static final Path THREADS = Path.of("threads");

  private final Disk disk;
  private final ForumState state;
  private final GroupCommit commit;
  private final Blobs blobs;
  private final Consumer<String> findings;

  FirstImport(
      Disk disk, ForumState state, GroupCommit commit, Blobs blobs, Consumer<String> findings) {
    this.disk = disk;
    this.state = state;
    this.commit = commit;
    this.blobs = blobs;
    this.findings = findings;
  }

  void run() throws IOException {
    setAside();
    for (ThreadTitle title : titlesIn(ORIGINALS).sorted(begunFirst()).toList()) {
      Original original = Original.read(disk, StoredName.of(title).in(ORIGINALS));
      if (original.header() != null) {
        importThread(title, original);
      }
    }
  }

  /// The journal ends with the one that may be there in part; nothing can come between.
  private Comparator<ThreadTitle> begunFirst() {
    return Comparator.comparing(this::isNew).thenComparing(Comparator.naturalOrder());
  }

  private boolean isNew(ThreadTitle title) {
    return state.forum().find(title) == null;
  }

  /// The titles whose files lie in `folder`.
  private Stream<ThreadTitle> titlesIn(Path folder) throws IOException {
    return disk.list(folder).stream().flatMap(name -> Stream.ofNullable(title(name)));
  }

  /// The title whose file has this name; null when no title has.
  private static @Nullable ThreadTitle title(String name) {
    try {
      ThreadTitle title = new ThreadTitle(name);
      return StoredName.of(title).text().equals(name) ? title : null;
    } catch (InvalidValue e) {
      return null;
    }
  }

  /// Every original has a name among the originals, durably, before it loses the one it had; and
  /// has lost that one, durably, before a thread of the forum is shown under it.
  private void setAside() throws IOException {
    disk.createFolders(ORIGINALS);
    List<Path> kept = new ArrayList<>();
    for (ThreadTitle title : titlesIn(THREADS).filter(this::isNew).sorted().toList()) {
      Path file = StoredName.of(title).in(THREADS);
      if (Original.read(disk, file).header() != null) {
        keep(title, file);
        kept.add(file);
      }
    }
    disk.forceFolder(ORIGINALS);
    for (Path file : kept) {
      disk.delete(file);
    }
    disk.forceFolder(THREADS);
  }

  /// Links the file to a name among the originals, which it may have since an interrupted start.
  private void keep(ThreadTitle title, Path file) throws IOException {
    byte[] bytes = forced(file);
    Path wanted = StoredName.of(title).in(ORIGINALS);
    Iterator<Path> others = StoredName.of(title).asides(ORIGINALS).iterator();
    Path place = wanted;
    while (disk.exists(place) && !Arrays.equals(disk.readAll(place), bytes)) {
      place = others.next();
    }
    if (!disk.exists(place)) {
      disk.link(file, place);
    }
    if (!place.equals(wanted)) {
      findings.accept(
          "%s is not imported, since there is %s already; kept as %s"
              .formatted(file, wanted, place));
    }
  }

  private byte[] forced(Path file) throws IOException {
    try (Disk.File open = disk.open(file, Disk.Mode.READ)) {
      open.force();
    }
    return disk.readAll(file);
  }

  private void importThread(ThreadTitle title, Original original) throws IOException {
    ThreadImport thread = new ThreadImport(disk, blobs, state, commit, title);
    thread.take(original);
    commit.commit();
    findings.accept("imported thread " + title + " with " + thread.messages() + " messages");
    if (!thread.leftOut().isEmpty()) {
      findings.accept(
          "left out of it: lines %s, see %s"
              .formatted(thread.leftOut(), StoredName.of(title).in(ORIGINALS)));
    }
  }
}
