package forum.testkit;

import forum.machine.Disk;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A disk in memory that forgets what was not forced, and fails on command.
///
/// - [#crash] ends a life of the machine: every open file is dead, and a loss of power takes what
///   was not forced, in pieces.
/// - [#failCall] and [#failNext] make one call fail. All calls but [#exists] are counted, so that a
///   test can let the first fail, then the second, until a run meets no failure any more.
/// - [#capacity] and [#quota] limit the bytes, [#flip] spoils some, [#ignoreForces] makes the disk
///   lie.
///
/// The same seed and the same calls have the same outcome. Safe for any thread.
public final class SimulatedDisk implements Disk {
  /// How a life of the machine ends.
  public enum Crash {
    /// The process dies. The kernel still has all that was written.
    KILL,
    /// The power goes. Of what was not forced every page is kept, lost or torn; of the changes to
    /// the names in a folder the first few are kept.
    POWER
  }

  @FunctionalInterface
  private interface Change {
    void happen() throws IOException;
  }

  private final SimulatedTree tree = new SimulatedTree();
  private final Faults faults = new Faults();
  private final SeededChance chance;
  private int life;
  private final Set<Operation> ignored = EnumSet.noneOf(Operation.class);
  private long bytesMax = Long.MAX_VALUE;
  private boolean tellsLimit = true;

  /// An empty disk whose accidents follow from `seed`.
  public SimulatedDisk(long seed) {
    chance = new SeededChance(seed);
  }

  /// Ends this life of the machine and begins the next, with no fault planned.
  public synchronized void crash(Crash crash) {
    life++;
    faults.clear();
    switch (crash) {
      case KILL -> tree.files().forEach(file -> file.evict(chance));
      case POWER -> tree.losePower(chance);
    }
  }

  /// Whether a call has met [Fault#DEAD] since the last crash: whoever still runs in this life of
  /// the machine cannot do anything any more that is seen outside.
  public synchronized boolean isDead() {
    return faults.isDead();
  }

  /// How many calls there have been.
  public synchronized long calls() {
    return faults.calls();
  }

  /// How many calls have met this fault.
  public synchronized long met(Fault fault) {
    return faults.count(fault);
  }

  /// Lets the call with this number fail; the first one has number 1.
  public synchronized void failCall(long number, Fault fault) {
    faults.atCall(number, fault);
  }

  /// Lets the next call of this kind fail. Several kinds may be waiting at the same time.
  public synchronized void failNext(Operation operation, Fault fault) {
    faults.atNext(operation, fault);
  }

  /// What a program would read in a file, null when there is none. Not counted as a call.
  public synchronized byte @Nullable [] peek(Path path) {
    if (tree.node(path) instanceof SimulatedFile file) {
      byte[] bytes = new byte[file.size()];
      file.read(bytes, 0);
      return bytes;
    }
    return null;
  }

  /// The names in a folder; none when it is missing. Not counted as a call.
  public synchronized List<String> peekNames(Path folder) {
    return tree.node(folder) instanceof SimulatedFolder found ? found.names() : List.of();
  }

  /// What files hold together. Not counted as a call.
  public synchronized long bytes() {
    return tree.bytes();
  }

  /// From now on files hold at most `bytes` together.
  public synchronized void capacity(long bytes) {
    bytesMax = bytes;
    tellsLimit = true;
  }

  /// As [#capacity], but [#usableBytes] does not tell.
  public synchronized void quota(long bytes) {
    bytesMax = bytes;
    tellsLimit = false;
  }

  /// Turns the bits of `mask` in one byte of a file, in memory and on the disk.
  public synchronized void flip(Path path, long position, int mask) throws IOException {
    tree.file(path).flip(Math.toIntExact(position), mask);
  }

  /// From now on the disk answers [Operation#FORCE] or [Operation#FORCE_FOLDER] without doing
  /// anything, as bad ones do.
  public synchronized void ignore(Operation force) {
    ignored.add(force);
  }

  @Override
  public synchronized File open(Path path, Mode mode) throws IOException {
    Change make =
        switch (mode) {
          case READ -> () -> {};
          case WRITE -> () -> makeUnlessThere(path);
          case CREATE, CREATE_SECRET -> () -> makeNew(path);
        };
    attempt(Operation.OPEN, "open " + path, make);
    return new SimulatedHandle(this, tree.file(path), path, mode);
  }

  private void makeNew(Path path) throws IOException {
    refuseExisting(path);
    makeUnlessThere(path);
  }

  private void makeUnlessThere(Path path) throws IOException {
    if (!exists(path)) {
      tree.parent(path).put(SimulatedTree.name(path), new SimulatedFile());
    }
  }

  private void refuseExisting(Path path) throws IOException {
    if (exists(path)) {
      throw new FileAlreadyExistsException(path.toString());
    }
  }

  @Override
  public synchronized boolean exists(Path path) {
    return tree.node(path) != null;
  }

  @Override
  public synchronized long size(Path path) throws IOException {
    attempt(Operation.SIZE, "size of " + path, () -> {});
    return tree.file(path).size();
  }

  @Override
  public synchronized List<String> list(Path folder) throws IOException {
    attempt(Operation.LIST, "list " + folder, () -> {});
    return tree.node(folder) instanceof SimulatedFolder found ? found.names() : List.of();
  }

  @Override
  public synchronized void createFolders(Path folder) throws IOException {
    attempt(
        Operation.CREATE_FOLDERS,
        "create " + folder,
        () -> tree.make(folder).forEach(this::forceNames));
  }

  @Override
  public synchronized void rename(Path source, Path target) throws IOException {
    attempt(
        Operation.RENAME, "rename " + source + " to " + target, () -> tree.rename(source, target));
  }

  @Override
  public synchronized void link(Path existing, Path link) throws IOException {
    attempt(
        Operation.LINK,
        "link " + existing + " to " + link,
        () -> {
          refuseExisting(link);
          tree.parent(link).put(SimulatedTree.name(link), tree.file(existing));
        });
  }

  @Override
  public synchronized void delete(Path path) throws IOException {
    attempt(
        Operation.DELETE,
        "delete " + path,
        () -> {
          if (exists(path)) {
            tree.parent(path).remove(SimulatedTree.name(path));
          }
        });
  }

  @Override
  public synchronized void forceFolder(Path folder) throws IOException {
    attempt(Operation.FORCE_FOLDER, "force " + folder, () -> forceNames(tree.folder(folder)));
  }

  private void forceNames(SimulatedFolder folder) {
    if (!ignored.contains(Operation.FORCE_FOLDER)) {
      folder.force();
    }
  }

  @Override
  public synchronized long usableBytes() throws IOException {
    attempt(Operation.USABLE_BYTES, "usable bytes", () -> {});
    return tellsLimit ? Math.max(0, bytesMax - tree.bytes()) : Long.MAX_VALUE;
  }

  /// A call that fails with an error of the device may have had its effect all the same.
  private void attempt(Operation operation, String action, Change change) throws IOException {
    Fault fault = begin(operation, action);
    if (fault == null || (fault != Fault.DISK_FULL && chance.happens(0.5))) {
      change.happen();
    }
    if (fault != null) {
      throw fault.exception(action);
    }
  }

  int life() {
    return life;
  }

  @Nullable Fault begin(Operation operation, String action) throws IOException {
    return faults.next(operation, action);
  }

  /// How many of `bytes` bytes at `position` of a file of `size` bytes there is room for.
  int room(long size, long position, int bytes) {
    long growth = Math.max(0, position + bytes - size);
    if (growth == 0 || bytesMax == Long.MAX_VALUE) {
      return bytes;
    }
    long missing = Math.max(0, growth - Math.max(0, bytesMax - tree.bytes()));
    return Math.clamp(bytes - missing, 0, bytes);
  }

  Fault overflow() {
    faults.met(Fault.DISK_FULL);
    return Fault.DISK_FULL;
  }

  /// The part of a write that reaches the file.
  byte[] reached(@Nullable Fault fault, byte[] bytes, int room) {
    return switch (fault) {
      case null -> bytes;
      case IO_ERROR -> new byte[0];
      case SHORT_WRITE, DEAD -> Arrays.copyOf(bytes, chance.below(bytes.length + 1));
      case DISK_FULL -> Arrays.copyOf(bytes, Math.min(room, chance.below(bytes.length + 1)));
    };
  }

  void force(SimulatedFile file, @Nullable Fault fault) {
    if (fault != null) {
      file.forceInVain(chance);
    } else if (!ignored.contains(Operation.FORCE)) {
      file.force();
    }
  }
}
