package forum.simulation;

import forum.server.journal.DamagedJournal;
import forum.testkit.SeededChance;
import forum.testkit.SimulatedDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Turns single bits of what a server that was stopped in peace has left. The next start must
/// refuse, or find everything as it was: nothing in between.
final class Rot {
  private static final Path JOURNAL = Path.of("forum-data", "journal");
  private static final Path CHECKPOINTS = Path.of("forum-data", "checkpoint");
  private static final int TIMES = 4;

  private final World world;
  private final SimulatedDisk disk;
  private final SeededChance chance;

  Rot(World world) {
    this.world = world;
    this.disk = world.disk();
    this.chance = world.chance();
  }

  void turnBits() {
    for (int i = 0; i < TIMES; i++) {
      world.stop();
      Path path = victim();
      int position = chance.below(usedBytes(path));
      int mask = 1 << chance.below(8);
      flip(path, position, mask);
      if (!starts()) {
        flip(path, position, mask);
        Violation.unless(starts(), "%s is as it was, and damaged", path);
      }
    }
  }

  /// The last segment or a checkpoint: what a start needs. Older segments are only looked at when a
  /// thread has to be made anew.
  private Path victim() {
    List<Path> victims = new ArrayList<>();
    disk.peekNames(JOURNAL).stream()
        .filter(name -> name.endsWith(".log"))
        .max(Comparator.naturalOrder())
        .ifPresent(name -> victims.add(JOURNAL.resolve(name)));
    disk.peekNames(CHECKPOINTS).forEach(name -> victims.add(CHECKPOINTS.resolve(name)));
    return victims.get(chance.below(victims.size()));
  }

  /// Without the zeros at the end, where a bit would do no harm.
  private int usedBytes(Path path) {
    byte[] bytes = disk.peek(path);
    int used = bytes.length;
    while (bytes[used - 1] == 0) {
      used--;
    }
    return used;
  }

  private void flip(Path path, int position, int mask) {
    world
        .chronicle()
        .tell(
            Incident.TURNED_BITS,
            "bits " + mask + " of byte " + position + " of " + path + " turn");
    try {
      disk.flip(path, position, mask);
    } catch (IOException e) {
      throw new Violation("cannot turn bits", e);
    }
  }

  private boolean starts() {
    try {
      world.server().start();
      return true;
    } catch (DamagedJournal e) {
      world.chronicle().tell(Incident.DAMAGE_REFUSED, "refused: " + e.getMessage());
      world.server().crash(SimulatedDisk.Crash.KILL);
      return false;
    } catch (IOException e) {
      throw new Violation("the server does not start", e);
    }
  }
}
