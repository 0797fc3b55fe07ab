package forum.server.commit;

import static org.assertj.core.api.Assertions.assertThat;

import forum.machine.DiskFailure;
import forum.testkit.Fault;
import forum.testkit.SimulatedDisk;
import forum.testkit.SimulatedDisk.Crash;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The files of many threads are missing at a start.
class LostThreadsTest {
  private static final Path THREADS = Path.of("threads");
  private static final Path BASES = Path.of("forum-data", "base");

  /// Rounds of changes, of which the last is behind the checkpoint.
  private static final int ROUNDS = 4;

  /// Far more than one thread's file needs, far less than the journal.
  private static final int CALLS_PER_THREAD = 30;

  @FunctionalInterface
  private interface Round {
    void happen(TestForum forum, String title, int round);
  }

  private static List<String> fill(SimulatedDisk disk, int threads, Round changes)
      throws IOException {
    TestForum forum = TestForum.on(disk);
    for (int round = 0; round < ROUNDS; round++) {
      if (round == ROUNDS - 1) {
        forum.checkpoint();
      }
      for (int i = 0; i < threads; i++) {
        if (round == 0) {
          forum.create("thread " + i);
        }
        changes.happen(forum, "thread " + i, round);
      }
    }
    return texts(forum, threads);
  }

  private static void post(TestForum forum, String title, int round) {
    forum.post(title, "first of round " + round);
    forum.post(title, "second of round " + round);
  }

  private static void change(TestForum forum, String title, int round) {
    post(forum, title, round);
    forum.edit(title, 1, "edited in round " + round);
    forum.delete(title, 2);
  }

  private static List<String> texts(TestForum forum, int threads) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      texts.add(forum.text("thread " + i));
    }
    return texts;
  }

  private static void lose(SimulatedDisk disk) throws IOException {
    for (Path folder : List.of(THREADS, BASES)) {
      for (String name : disk.list(folder)) {
        disk.delete(folder.resolve(name));
      }
    }
  }

  @Test
  void all_are_made_anew_and_the_operator_is_told_how_many_before_and_which_then()
      throws IOException {
    SimulatedDisk disk = new SimulatedDisk(1);
    List<String> before = fill(disk, 20, LostThreadsTest::change);
    disk.crash(Crash.KILL);
    lose(disk);
    TestForum.write(disk, "threads/thread 7", "by hand\n");
    TestForum again = TestForum.on(disk);

    assertThat(texts(again, 20)).isEqualTo(before);
    assertThat(again.findings())
        .startsWith(
            "making anew from the whole journal the files of threads that are missing or damaged:"
                + " 20 …")
        .contains("threads/thread 3: it is missing; made anew from the journal")
        .hasSize(21);
    assertThat(TestForum.read(disk, "threads/thread 7.conflict")).isEqualTo("by hand\n");
    assertThat(disk.list(Path.of("forum-data", "drafts"))).isEmpty();
  }

  @Test
  void however_many_are_lost_the_journal_is_read_once() throws IOException {
    SimulatedDisk disk = new SimulatedDisk(1);
    fill(disk, 60, LostThreadsTest::post);
    disk.crash(Crash.KILL);
    disk.delete(THREADS.resolve("thread 0"));
    long one = callsOfStart(disk);
    lose(disk);
    long all = callsOfStart(disk);

    assertThat(all - one).isLessThan(59 * CALLS_PER_THREAD);
  }

  private static long callsOfStart(SimulatedDisk disk) throws IOException {
    long before = disk.calls();
    TestForum.on(disk);
    return disk.calls() - before;
  }

  /// Nothing of the forum's own is taken for somebody else's, wherever the power goes.
  @ParameterizedTest
  @EnumSource
  void a_start_that_is_cut_off_is_finished_by_the_next(Crash crash) throws IOException {
    boolean done = false;
    for (long call = 1; !done; call += 3) {
      SimulatedDisk disk = new SimulatedDisk(call);
      List<String> before = fill(disk, 5, LostThreadsTest::post);
      disk.crash(Crash.KILL);
      lose(disk);
      disk.failCall(disk.calls() + call, Fault.DEAD);
      done = starts(disk);
      disk.crash(crash);
      TestForum again = TestForum.on(disk);
      assertThat(texts(again, 5)).as("after call " + call).isEqualTo(before);
      assertThat(disk.list(THREADS)).as("after call " + call).hasSize(5);
    }
  }

  private static boolean starts(SimulatedDisk disk) {
    try {
      TestForum.on(disk);
      return true;
    } catch (IOException | DiskFailure e) {
      return false;
    }
  }
}
