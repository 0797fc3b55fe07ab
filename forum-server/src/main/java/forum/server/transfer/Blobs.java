package forum.server.transfer;

import forum.machine.Disk;
import forum.machine.Ticker;
import forum.protocol.InvalidValue;
import forum.protocol.transfer.Sha256;
import forum.server.model.ServerLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// The bytes of all attachments, each under its digest in `forum-data/blobs`. What is there is
/// whole, checked and durable; only the name of one that arrives is not durable at once, and until
/// then nothing may refer to it.
///
/// A blob that nothing may refer to is doubtful for a while: between an upload and its `UPC`, after
/// a thread was removed, or when a start finds it unreferenced. It is deleted only by [#sweep],
/// when that time has passed, the model does not refer to it and no transfer needs it. Safe for any
/// thread, but [#claim], [#release], [#collect], [#pauseSweeping] and [#sweep] belong to the
/// command loop.
public final class Blobs {
  static final Path FOLDER = Path.of("forum-data", "blobs");

  private static final long STAGED_NANOS = TimeUnit.SECONDS.toNanos(ServerLimits.STAGED_SECONDS);

  private final Disk disk;
  private final Ticker ticker;
  private final Executor background;
  private final Map<Sha256, Long> doubtful = new ConcurrentHashMap<>();
  private final Set<Sha256> arriving = ConcurrentHashMap.newKeySet();
  private boolean paused;

  /// The blobs on `disk`; makes their folder. `background` deletes large files.
  ///
  /// What is found there may have arrived just before a crash, so its name is made durable first: a
  /// client that waits for its `UPC` asks for that at once.
  public Blobs(Disk disk, Ticker ticker, Executor background) throws IOException {
    this.disk = disk;
    this.ticker = ticker;
    this.background = background;
    disk.createFolders(FOLDER);
    disk.forceFolder(FOLDER);
  }

  /// Whether the bytes of this digest and size are there, durably. If so they stay for ten more
  /// minutes at least, referred to or not: time for the `UPC` that asks to become durable.
  public boolean claim(String sha256, long size) {
    try {
      Sha256 digest = new Sha256(sha256);
      boolean there = isStored(digest, size) && !arriving.contains(digest);
      if (there) {
        stage(digest);
      }
      return there;
    } catch (InvalidValue e) {
      return false; // what is no digest is the digest of nothing
    }
  }

  /// Says that a reference to the blob is gone for good. To be called when the removal is durable.
  public void release(String sha256) {
    doubtful.putIfAbsent(new Sha256(sha256), ticker.nanos());
  }

  /// Looks at start for blobs that nothing refers to: left behind between upload and `UPC`, or by a
  /// removal that was interrupted. A client that is waiting for its `UPC` to be answered finds them
  /// for ten minutes.
  public void collect(Predicate<String> isReferenced) throws IOException {
    for (String name : disk.list(FOLDER)) {
      if (isDigest(name) && !isReferenced.test(name)) {
        stage(new Sha256(name));
      }
    }
  }

  private static boolean isDigest(String name) {
    try {
      return new Sha256(name).hex().equals(name);
    } catch (InvalidValue e) {
      return false;
    }
  }

  /// Whether [#sweep] has to leave everything where it is, because somebody copies it.
  public void pauseSweeping(boolean pause) {
    paused = pause;
  }

  /// Deletes what has been doubtful for long enough, unless the model refers to it by now. What a
  /// transfer uses stays doubtful until that has ended.
  void sweep(Predicate<Sha256> isReferenced, Predicate<Sha256> isInUse) throws IOException {
    if (paused) {
      return;
    }
    long now = ticker.nanos();
    for (Map.Entry<Sha256, Long> entry : List.copyOf(doubtful.entrySet())) {
      boolean due = now - entry.getValue() >= 0;
      if (due && isReferenced.test(entry.getKey())) {
        doubtful.remove(entry.getKey());
      } else if (due && !isInUse.test(entry.getKey())) {
        sweep(entry.getKey());
      }
    }
  }

  private void sweep(Sha256 sha256) throws IOException {
    stage(sha256); // so that a failure is not tried again at once
    delete(sha256);
    doubtful.remove(sha256);
  }

  /// Gives the blob a name under which nobody looks for it, at once; deletes it beside the loop,
  /// since that takes long for a large file. If that fails it is found and deleted with the old
  /// parts.
  private void delete(Sha256 sha256) throws IOException {
    if (!disk.exists(path(sha256))) {
      return;
    }
    Path doomed = Parts.FOLDER.resolve(sha256.hex() + ".deleted");
    disk.rename(path(sha256), doomed);
    background.execute(
        () -> {
          try {
            disk.delete(doomed);
          } catch (IOException e) {
            // It is tried again, see above.
          }
        });
  }

  /// Whether [#sweep] will have something to do.
  boolean hasDoubtful() {
    return !doubtful.isEmpty();
  }

  /// Keeps the blob for a while, whether anything refers to it or not.
  void stage(Sha256 sha256) {
    doubtful.put(sha256, ticker.nanos() + STAGED_NANOS);
  }

  /// Whether a blob of this size is there.
  boolean isStored(Sha256 sha256, long size) {
    try {
      return disk.exists(path(sha256)) && disk.size(path(sha256)) == size;
    } catch (IOException e) {
      return false; // it was deleted just now, or cannot be read: then it is of no use
    }
  }

  /// Whether the blob is there and holds what its name says. Reads all of it.
  boolean isIntact(Sha256 sha256, long size) {
    if (!isStored(sha256, size)) {
      return false;
    }
    try (Disk.File file = open(sha256)) {
      MessageDigest digest = Sha256.computation();
      Sha256.add(file, size, digest);
      return Sha256.of(digest).equals(sha256);
    } catch (IOException e) {
      return false; // then it is to be replaced
    }
  }

  /// Makes sure that a blob which was there before keeps its name through a loss of power.
  void confirm(Sha256 sha256) throws IOException {
    stage(sha256);
    settle(sha256);
  }

  private void settle(Sha256 sha256) throws IOException {
    disk.forceFolder(FOLDER);
    arriving.remove(sha256);
  }

  Disk.File open(Sha256 sha256) throws IOException {
    return disk.open(path(sha256), Disk.Mode.READ);
  }

  /// Takes the file `part`, whose contents are durable, as the blob `sha256`: durable under this
  /// name when this returns, and nothing that can be claimed when it throws. It takes the place of
  /// a blob that was there: that one has not been read since, this one just has.
  public void keep(Path part, Sha256 sha256) throws IOException {
    stage(sha256);
    if (!disk.exists(path(sha256))) {
      arriving.add(sha256);
    }
    disk.rename(part, path(sha256));
    settle(sha256);
  }

  /// A blob and its size.
  public record Stored(Sha256 sha256, long size) {}

  /// Takes over a file that is there already: durable as a blob when this returns. The file keeps
  /// its name, too. A blob that is there and whole stays: what is durable may refer to it.
  public Stored adopt(Path file) throws IOException {
    long size = disk.size(file);
    MessageDigest digest = Sha256.computation();
    try (Disk.File open = disk.open(file, Disk.Mode.READ)) {
      Sha256.add(open, size, digest);
      open.force();
    }
    Sha256 sha256 = Sha256.of(digest);
    if (!isIntact(sha256, size)) {
      disk.delete(path(sha256));
      disk.link(file, path(sha256));
    }
    disk.forceFolder(FOLDER);
    return new Stored(sha256, size);
  }

  /// Where the bytes of this digest lie.
  public static Path path(Sha256 sha256) {
    return FOLDER.resolve(sha256.hex());
  }
}
