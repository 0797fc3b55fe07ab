package forum.server.journal;

import forum.machine.Disk;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The checkpoints in a folder: `<lsn>.ckpt`, the last two that are whole.
///
/// Two, because the newest may turn out to be damaged. The journal can always go on from the one
/// before, or from nothing, since it keeps its old segments. Owned by one thread at a time.
public final class Checkpoints {
  private static final String CHECKPOINT = "\\d{19}\\.ckpt";
  private static final int CHECKPOINT_BYTES_MAX = Integer.MAX_VALUE - 8;

  /// What was found at a start.
  ///
  /// @param newest the newest whole checkpoint, or null when there is none
  /// @param damaged newer ones that are not as they were written
  public record Found(@Nullable Checkpoint newest, List<Path> damaged) {}

  private final Disk disk;
  private final Path folder;
  private final Set<Path> damaged = new HashSet<>();
  private volatile long newestLsn;
  private volatile long keptFrom = Long.MAX_VALUE;

  private Checkpoints(Disk disk, Path folder) {
    this.disk = disk;
    this.folder = folder;
  }

  /// The checkpoints in `folder`, which is made when it is missing.
  public static Checkpoints open(Disk disk, Path folder) throws IOException {
    disk.createFolders(folder);
    disk.forceFolder(folder); // an earlier life may have died between a rename and its force
    return new Checkpoints(disk, folder);
  }

  /// The checkpoints in `folder` for who only reads them, also while a server takes new ones.
  public static Checkpoints view(Disk disk, Path folder) {
    return new Checkpoints(disk, folder);
  }

  /// Reads the newest checkpoint that is whole.
  public Found newest() throws IOException {
    List<Path> skipped = new ArrayList<>();
    for (Path path : newestFirst()) {
      Checkpoint checkpoint = read(path);
      if (checkpoint != null && path.equals(path(checkpoint.lsn()))) {
        newestLsn = checkpoint.lsn();
        return new Found(checkpoint, skipped);
      }
      skipped.add(path);
      damaged.add(path);
    }
    return new Found(null, skipped);
  }

  /// Reads them all.
  ///
  /// @return those that are not as they were written
  public List<Path> damaged() throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path path : newestFirst()) {
      if (isDamaged(path)) {
        found.add(path);
      }
    }
    return found;
  }

  private boolean isDamaged(Path path) throws IOException {
    try {
      Checkpoint checkpoint = read(path);
      return checkpoint == null || !path.equals(path(checkpoint.lsn()));
    } catch (NoSuchFileException e) {
      return false; // not needed any more, and deleted meanwhile
    }
  }

  /// Reads the checkpoint of record `lsn`, null when it is not there or damaged.
  public @Nullable Checkpoint at(long lsn) throws IOException {
    try {
      return read(path(lsn));
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /// Where the checkpoint of record `lsn` lies.
  public Path path(long lsn) {
    return folder.resolve("%019d.ckpt".formatted(lsn));
  }

  private @Nullable Checkpoint read(Path path) throws IOException {
    return disk.size(path) > CHECKPOINT_BYTES_MAX ? null : CheckpointCodec.read(disk.readAll(path));
  }

  /// The newest whole one that [#newest] has found or [#write] has stored, 0 when there is none.
  /// Safe for any thread.
  public long newestLsn() {
    return newestLsn;
  }

  /// Says that checkpoints of record `lsn` or later have to stay, because somebody reads them. Safe
  /// for any thread.
  public void keepFrom(long lsn) {
    keptFrom = lsn;
  }

  /// Stores a checkpoint durably, then removes what is not needed any more: all but this one and
  /// the whole one before.
  public void write(long lsn, byte[] payload) throws IOException {
    removeUnfinished();
    Path written = path(lsn);
    disk.replace(written, CheckpointCodec.write(new Checkpoint(lsn, payload)));
    newestLsn = lsn;
    damaged.remove(written);
    List<Path> whole = new ArrayList<>(newestFirst());
    whole.removeAll(damaged);
    whole.remove(written);
    Path kept = path(keptFrom);
    whole.subList(Math.min(1, whole.size()), whole.size()).stream()
        .filter(older -> older.compareTo(kept) < 0)
        .forEach(damaged::add);
    for (Path useless : damaged) {
      disk.delete(useless);
    }
    damaged.clear();
  }

  /// What an attempt that failed has left; the room may be needed now.
  private void removeUnfinished() throws IOException {
    for (String name : disk.list(folder)) {
      if (name.endsWith(".tmp")) {
        disk.delete(folder.resolve(name));
      }
    }
  }

  private List<Path> newestFirst() throws IOException {
    return disk.list(folder).stream()
        .filter(name -> name.matches(CHECKPOINT))
        .sorted(Comparator.reverseOrder())
        .map(folder::resolve)
        .toList();
  }
}
