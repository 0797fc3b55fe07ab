package forum.server.threads;

import static org.assertj.core.api.Assertions.assertThat;

import forum.machine.DiskFailure;
import forum.testkit.Fault;
import forum.testkit.SimulatedDisk;
import forum.testkit.SimulatedDisk.Crash;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Threads are created, changed, checkpointed and removed until the process dies or the power goes,
/// in the middle of any call of the disk, recoveries included. After each recovery every file is
/// what the journal says, and nothing has been found that needs an operator.
class CrashTest {
  private static final List<String> TITLES = List.of("general", "CON", "a?");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void after_any_crash_the_files_are_what_the_journal_says(long seed) throws IOException {
    new World(seed).live(30);
  }

  @Test
  @Tag("campaign")
  void after_ten_thousand_times_thirty_crashes_too() throws IOException {
    for (long seed = 1000; seed < 11_000; seed++) {
      new World(seed).live(30);
    }
  }

  /// What the journal knows of a thread.
  private static final class Journaled {
    final NaiveThread thread;
    final List<Long> lsns = new ArrayList<>();
    @Nullable Extent extent;
    long removedAt = Long.MAX_VALUE;

    Journaled(NaiveThread thread) {
      this.thread = thread;
    }

    boolean isAlive() {
      return removedAt == Long.MAX_VALUE;
    }

    List<Change> since(long lsn) {
      List<Change> since = new ArrayList<>();
      for (int i = 0; i < lsns.size(); i++) {
        if (lsns.get(i) > lsn) {
          since.add(thread.changes.get(i));
        }
      }
      return since;
    }
  }

  /// A durable checkpoint.
  private record Checkpoint(long lsn, Map<Long, Extent> extents) {}

  private static final class World {
    private final Random random;
    private final SimulatedDisk disk;
    private final HookedDisk hooked;
    private final Map<Long, Journaled> journal = new LinkedHashMap<>();
    private long lsn;
    private Checkpoint older = new Checkpoint(0, Map.of());
    private Checkpoint newest = older;
    private @Nullable Checkpoint begun;
    private @Nullable CheckpointFiles begunFiles;
    private ThreadFiles files;

    World(long seed) throws IOException {
      random = new Random(seed);
      disk = new SimulatedDisk(seed);
      hooked = new HookedDisk(disk);
      files = ThreadFiles.open(hooked, 0);
    }

    void live(int crashes) throws IOException {
      for (int i = 0; i < crashes; i++) {
        liveUntilCrash();
        while (!recovers()) {
          crash();
        }
        check();
      }
    }

    private void liveUntilCrash() {
      disk.failCall(disk.calls() + 1 + random.nextInt(400), Fault.DEAD);
      try {
        while (true) {
          step();
        }
      } catch (IOException | DiskFailure e) {
        crash();
      }
    }

    private void crash() {
      disk.crash(random.nextBoolean() ? Crash.KILL : Crash.POWER);
      begun = null;
      begunFiles = null;
      if (random.nextInt(8) == 0) {
        newest = older; // the newest one has become unreadable
      }
    }

    private void step() throws IOException {
      switch (random.nextInt(20)) {
        case 0, 1 -> beginCheckpoint();
        case 2, 3 -> endCheckpoint();
        default -> serve();
      }
    }

    private void serve() throws IOException {
      switch (random.nextInt(16)) {
        case 0 -> remove();
        case 1, 2 -> create();
        default -> change();
      }
    }

    private void create() throws IOException {
      String title = TITLES.get(random.nextInt(TITLES.size()));
      if (alive().stream().noneMatch(one -> one.thread.key.title().text().equals(title))) {
        Journaled made = new Journaled(new NaiveThread(++lsn, title));
        journal.put(lsn, made);
        Outcome outcome = files.create(made.thread.key, made.thread.header, lsn);
        assertThat(outcome.findings()).isEmpty();
        made.extent = outcome.extent();
      }
    }

    private void remove() throws IOException {
      for (Journaled one : some()) {
        one.removedAt = ++lsn;
        files.remove(one.thread.key);
      }
    }

    private void change() throws IOException {
      for (Journaled one : some()) {
        List<Change> group = new ArrayList<>();
        for (int count = 1 + random.nextInt(3); count > 0; count--) {
          group.add(one.thread.change(random));
          one.lsns.add(++lsn);
        }
        try {
          one.extent = files.apply(one.thread.key, extent(one), group, lsn);
        } catch (DamagedThread e) {
          disk.usableBytes(); // throws if it is only that the power went
          throw new AssertionError(e);
        }
      }
    }

    private void beginCheckpoint() {
      if (begun == null) {
        Map<Long, Extent> extents = new HashMap<>();
        alive().forEach(one -> extents.put(one.thread.key.id(), extent(one)));
        begun = new Checkpoint(lsn, extents);
        begunFiles = files.beginCheckpoint(lsn);
      }
    }

    /// Two checkpoints are kept; recovery may have to begin with either.
    private void endCheckpoint() throws IOException {
      if (random.nextInt(8) == 0) {
        begun = null; // something has come between
      }
      if (begun != null && begunFiles != null) {
        hooked.interrupt(begunFiles::force, this::serve);
        older = newest;
        newest = begun;
        begun = null;
        files.releaseBases(older.lsn());
      }
    }

    private List<Journaled> alive() {
      return journal.values().stream().filter(Journaled::isAlive).toList();
    }

    /// One living thread, or none.
    private List<Journaled> some() {
      List<Journaled> alive = alive();
      return alive.isEmpty() ? alive : List.of(alive.get(random.nextInt(alive.size())));
    }

    private static Extent extent(Journaled one) {
      assert one.extent != null;
      return one.extent;
    }

    private boolean recovers() {
      if (random.nextBoolean()) {
        disk.failCall(disk.calls() + 1 + random.nextInt(100), Fault.DEAD);
      }
      try {
        recover(newest);
        disk.usableBytes(); // throws if the power went unnoticed
        disk.failCall(0, Fault.DEAD);
        return true;
      } catch (IOException | DiskFailure e) {
        return false;
      }
    }

    private void recover(Checkpoint checkpoint) throws IOException {
      files = ThreadFiles.open(hooked, checkpoint.lsn());
      for (Journaled one : journal.values()) {
        if (!one.isAlive() && one.removedAt > checkpoint.lsn()) {
          files.remove(one.thread.key);
        }
      }
      for (Journaled one : alive()) {
        restore(one, checkpoint);
      }
    }

    private void restore(Journaled one, Checkpoint checkpoint) throws IOException {
      Extent extent = checkpoint.extents().get(one.thread.key.id());
      List<Change> since = one.since(checkpoint.lsn());
      one.extent = extent;
      if (extent == null || !since.isEmpty() || !files.fits(one.thread.key, extent)) {
        Past past = new Past(one.thread.header, extent, since);
        Outcome outcome = one.thread.restored(files, past, lsn);
        assertThat(outcome.findings()).isEmpty();
        one.extent = outcome.extent();
      }
    }

    private void check() throws IOException {
      List<Journaled> alive = alive();
      assertThat(disk.list(ThreadFiles.FOLDER)).hasSize(alive.size());
      for (Journaled one : alive) {
        Extent extent = extent(one);
        assertThat(extent).isEqualTo(one.thread.extent(extent.generation()));
        assertThat(disk.readAll(one.thread.key.path())).isEqualTo(one.thread.bytes());
        assertThat(files.verify(one.thread.key, one.thread.header, extent)).isEmpty();
      }
    }
  }
}
