package forum.server.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import forum.machine.DiskFailure;
import forum.testkit.Fault;
import forum.testkit.Operation;
import forum.testkit.SimulatedDisk.Crash;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class JournalCrashTest {
  private static final int SEEDS = 400;

  @Test
  void what_was_acknowledged_survives_random_crashes() {
    LongStream.rangeClosed(1, SEEDS).forEach(JournalCrashTest::survives);
  }

  private static void survives(long seed) {
    assertThatCode(() -> new CrashScenario(seed).run())
        .as("CrashScenario with seed %d", seed)
        .doesNotThrowAnyException();
  }

  @Test
  void a_disk_that_ignores_force_is_found_out() {
    assertThat(failures(Operation.FORCE)).isGreaterThan(SEEDS / 2);
  }

  @Test
  void a_disk_that_ignores_the_force_of_folders_is_found_out() {
    assertThat(failures(Operation.FORCE_FOLDER)).isGreaterThan(SEEDS / 2);
  }

  private static long failures(Operation ignored) {
    return LongStream.rangeClosed(1, SEEDS).filter(seed -> !survives(seed, ignored)).count();
  }

  private static boolean survives(long seed, Operation ignored) {
    CrashScenario scenario = new CrashScenario(seed);
    scenario.disk().ignore(ignored);
    try {
      scenario.run();
      return true;
    } catch (IOException | AssertionError loss) {
      return false;
    }
  }

  @Test
  void what_a_start_has_found_survives_a_loss_of_power_right_after() throws IOException {
    for (long seed = 1; seed <= 100; seed++) {
      TestedJournal tested = TestedJournal.opened(seed);
      tested.append("a");
      tested.disk.failNext(Operation.FORCE, Fault.DEAD);
      assertThatThrownBy(() -> tested.append("b", "c")).isInstanceOf(DiskFailure.class);
      tested.disk.crash(Crash.KILL);
      tested.reopen();
      tested.disk.crash(Crash.POWER);
      tested.reopen();
    }
  }

  @Test
  void so_does_what_a_start_without_room_for_a_copy_has_found() throws IOException {
    for (Operation last : List.of(Operation.FORCE, Operation.FORCE_FOLDER)) {
      for (long seed = 1; seed <= 100; seed++) {
        TestedJournal tested = TestedJournal.opened(seed);
        tested.append("x".repeat(800));
        tested.disk.failNext(last, Fault.DEAD);
        assertThatThrownBy(() -> tested.append("y".repeat(800), "z"))
            .isInstanceOf(DiskFailure.class);
        tested.disk.crash(Crash.KILL);
        tested.disk.quota(0);
        tested.reopen();
        tested.disk.crash(Crash.POWER);
        tested.reopen();
      }
    }
  }

  @Test
  void the_power_may_go_at_each_call_of_a_start_without_room_for_a_copy() throws IOException {
    boolean met = true;
    for (int call = 1; met; call++) {
      for (int seed = 1; seed <= 40; seed++) {
        TestedJournal tested = new TestedJournal(1000L * call + seed, 16 << 10);
        tested.open();
        tested.append("x");
        tested.disk.failNext(Operation.FORCE, Fault.DEAD);
        assertThatThrownBy(() -> tested.append(Collections.nCopies(10, "y".repeat(1000))))
            .isInstanceOf(DiskFailure.class);
        tested.disk.crash(Crash.KILL);
        tested.disk.quota(0);
        tested.disk.failCall(tested.disk.calls() + call, Fault.DEAD);
        long before = tested.disk.calls();
        attempt(tested::open);
        met = tested.disk.calls() >= before + call;
        tested.disk.crash(Crash.POWER);
        tested.reopen();
      }
    }
  }

  @Test
  void a_failed_force_loses_nothing_acknowledged_and_ends_all_appending() throws IOException {
    for (long seed = 1; seed <= 100; seed++) {
      TestedJournal tested = TestedJournal.opened(seed);
      tested.append("a");
      tested.disk.failNext(Operation.FORCE, Fault.IO_ERROR);
      assertThatThrownBy(() -> tested.append("b")).isInstanceOf(DiskFailure.class);
      assertDead(tested);
      tested.disk.crash(seed % 2 == 0 ? Crash.KILL : Crash.POWER);
      tested.reopen();
      tested.disk.crash(Crash.POWER);
      tested.reopen();
    }
  }

  @Test
  void a_failed_write_ends_all_appending() throws IOException {
    TestedJournal tested = TestedJournal.opened(1);
    tested.append("a");
    tested.disk.failNext(Operation.WRITE, Fault.SHORT_WRITE);
    assertThatThrownBy(() -> tested.append("b")).isInstanceOf(DiskFailure.class);
    assertDead(tested);
    tested.journal().close();
    tested.reopen();
  }

  private static void assertDead(TestedJournal tested) {
    long calls = tested.disk.calls();
    List<byte[]> batch = List.of("c".getBytes(UTF_8));
    assertThatThrownBy(() -> tested.journal().append(batch)).isInstanceOf(DiskFailure.class);
    assertThat(tested.journal().room()).isZero();
    assertThat(tested.disk.calls()).isEqualTo(calls);
  }

  @Test
  void each_call_may_fail_once_with_an_error() throws IOException {
    failEachCall(Fault.IO_ERROR);
  }

  @Test
  void each_call_may_fail_once_for_lack_of_room() throws IOException {
    failEachCall(Fault.DISK_FULL);
  }

  @Test
  void each_write_may_stop_on_its_way() throws IOException {
    failEachCall(Fault.SHORT_WRITE);
  }

  @Test
  void the_power_may_go_at_each_call() throws IOException {
    failEachCall(Fault.DEAD);
  }

  private static void failEachCall(Fault fault) throws IOException {
    boolean met = true;
    for (int call = 1; met; call++) {
      for (int seed = 1; seed <= 12; seed++) {
        TestedJournal tested = new TestedJournal(1000L * call + seed);
        tested.disk.failCall(call, fault);
        attempt(() -> work(tested));
        met = tested.disk.calls() >= call;
        for (int bit = 0; bit < 2; bit++) {
          tested.disk.crash((seed >> bit & 1) == 0 ? Crash.POWER : Crash.KILL);
          tested.reopen();
        }
        tested.append("after");
        tested.disk.crash(Crash.POWER);
        tested.reopen();
      }
    }
  }

  /// Goes as far as the fault lets it.
  private static void attempt(Executable work) {
    try {
      work.execute();
    } catch (Throwable failure) {
      assertThat(failure).isInstanceOfAny(IOException.class, DiskFailure.class);
    }
  }

  private static void work(TestedJournal tested) throws IOException {
    tested.open();
    tested.append("a", "b");
    tested.append("x".repeat(800));
    tested.journal().room();
    tested.append("y".repeat(800), "c");
    tested.checkpoint(3);
    tested.append("z".repeat(2000));
    tested.records(0);
    tested.journal().close();
    tested.reopen();
    tested.append("d");
  }
}
