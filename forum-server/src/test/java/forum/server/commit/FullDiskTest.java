package forum.server.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import forum.machine.DiskFailure;
import forum.machine.DiskFull;
import forum.machine.FileSystemDisk;
import forum.server.command.TextNotShown;
import forum.server.model.ForumThread;
import forum.testkit.Fault;
import forum.testkit.SimulatedDisk;
import forum.testkit.SimulatedDisk.Crash;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The disk gets full in the middle of something that was accepted while there was room.
class FullDiskTest {
  private static final int SEGMENT_BYTES = 1 << 16;
  private static final long PLENTY = Long.MAX_VALUE;

  private final SimulatedDisk disk = new SimulatedDisk(3);

  @Test
  void a_post_that_has_no_room_in_its_file_is_safe_and_shown_when_there_is_room()
      throws IOException {
    TestForum forum = begun();
    disk.capacity(0);
    forum.post("t", "two");
    assertThat(hasRoom(forum)).isFalse();
    assertThat(forum.findings()).hasSize(1).first().asString().startsWith("the disk is full");
    disk.capacity(PLENTY);
    forum.pass(2);
    assertThat(hasRoom(forum)).isTrue();
    assertThat(forum.text("t")).contains("1 ann: one\t", "2 ann: two\t");
  }

  @Test
  void nobody_is_shown_less_than_what_has_happened() throws IOException {
    TestForum forum = begun();
    disk.capacity(0);
    forum.post("t", "two");
    assertThatThrownBy(() -> forum.text("t")).isInstanceOf(TextNotShown.class);
    assertThatThrownBy(() -> forum.delete("t", 1)).isInstanceOf(TextNotShown.class);
    assertThat(forum.text("other")).contains("1 ann: there\t");
  }

  @Test
  void a_change_that_has_no_room_in_its_file_is_shown_later() throws IOException {
    TestForum forum = begun();
    forum.post("t", "two");
    disk.capacity(0);
    forum.delete("t", 1);
    disk.capacity(PLENTY);
    forum.pass(2);
    assertThat(forum.text("t")).contains("1 ann: two\t").doesNotContain("one");
  }

  @Test
  void a_thread_that_has_no_room_for_its_file_is_shown_later() throws IOException {
    TestForum forum = begun();
    disk.capacity(0);
    forum.create("new");
    assertThatThrownBy(() -> forum.text("new")).isInstanceOf(TextNotShown.class);
    disk.capacity(PLENTY);
    forum.pass(2);
    assertThat(forum.text("new")).startsWith("ann\t");
  }

  @Test
  void a_new_user_who_has_no_room_in_the_credentials_is_written_there_later() throws IOException {
    TestForum forum = begun();
    disk.capacity(0);
    forum.register("bob");
    assertThat(disk.exists(Path.of("credentials.txt"))).isFalse();
    disk.capacity(PLENTY);
    forum.pass(2);
    assertThat(TestForum.read(disk, "credentials.txt")).contains("bob $scram");
  }

  @Test
  void what_had_no_room_survives_a_loss_of_power() throws IOException {
    TestForum forum = begun();
    disk.capacity(0);
    forum.post("t", "two");
    disk.crash(Crash.POWER);
    disk.capacity(PLENTY);
    assertThat(TestForum.on(disk, SEGMENT_BYTES).text("t")).contains("2 ann: two\t");
  }

  @Test
  void no_checkpoint_is_taken_of_files_that_are_behind() throws IOException {
    TestForum forum = begun();
    forum.checkpoint();
    disk.capacity(0);
    forum.post("t", "two");
    Hold hold = forum.hold();
    assertThat(hold.checkpoint()).isLessThan(hold.lsn());
    forum.store().checkpointing().finish();
    disk.crash(Crash.POWER);
    disk.capacity(PLENTY);
    assertThat(TestForum.on(disk, SEGMENT_BYTES).text("t")).contains("2 ann: two\t");
  }

  @Test
  void something_in_the_place_of_an_attachment_does_not_stop_the_forum(@TempDir Path folder)
      throws IOException {
    FileSystemDisk real = FileSystemDisk.at(folder);
    TestForum forum = TestForum.on(real, SEGMENT_BYTES);
    forum.create("t");
    real.createFolders(Path.of("attachments/t/a.txt/in the way"));
    forum.attach("t", "a.txt", "contents");
    assertThat(forum.findings()).hasSize(1).first().asString().startsWith("a.txt, attached to t,");
    forum.post("t", "goes on");
    forum.stop();
    assertThat(TestForum.on(real, SEGMENT_BYTES).text("t")).contains("uploaded a.txt", "goes on");
  }

  @Test
  void something_in_the_place_of_a_thread_file_is_set_aside_while_the_forum_runs()
      throws IOException {
    TestForum forum = begun();
    forum.stop();
    TestForum again = TestForum.on(disk, SEGMENT_BYTES);
    disk.delete(Path.of("threads/t"));
    disk.createFolders(Path.of("threads/t/folder"));
    again.post("t", "two");
    assertThat(again.text("t")).contains("1 ann: one\t", "2 ann: two\t");
    assertThat(disk.exists(Path.of("threads/t.conflict/folder"))).isTrue();
  }

  private interface Step {
    void run(TestForum forum) throws IOException;
  }

  private static final List<Step> STEPS =
      List.of(
          forum -> forum.create("t"),
          forum -> forum.post("t", "one"),
          forum -> forum.post("t", "two"),
          forum -> forum.edit("t", 1, "changed"),
          TestForum::checkpoint,
          forum -> forum.post("t", "three"),
          forum -> forum.delete("t", 2),
          forum -> forum.create("u"),
          forum -> forum.attach("u", "a.txt", "contents"),
          forum -> forum.register("bob"),
          TestForum::checkpoint,
          forum -> forum.edit("t", 2, "changed again"),
          forum -> forum.remove("u"),
          forum -> forum.create("u"),
          forum -> forum.post("u", "new"),
          forum -> forum.attach("u", "a.txt", "other contents"),
          TestForum::checkpoint,
          forum -> forum.post("t", "last"));

  /// Each call of the disk finds it full once. The forum goes on; or what had been written is in
  /// doubt, so that it ends, and the next start has everything that had happened before.
  @Test
  void no_call_that_finds_no_room_costs_anything() throws IOException {
    List<Map<String, String>> expected = expected();
    long calls = Long.MAX_VALUE;
    for (long call = 1; call <= calls; call++) {
      SimulatedDisk full = new SimulatedDisk(call);
      TestForum forum = TestForum.on(full, SEGMENT_BYTES);
      long before = full.calls();
      full.failCall(before + call, Fault.DISK_FULL);
      int done = run(forum);
      calls = Math.min(calls, done == STEPS.size() ? full.calls() - before : calls);
      if (done == STEPS.size()) {
        assertThat(texts(forum)).as("call %d", call).isEqualTo(expected.get(done));
      }
      full.crash(Crash.POWER);
      Map<String, String> found = texts(TestForum.on(full, SEGMENT_BYTES));
      assertThat(found)
          .as("after a loss of power, call %d", call)
          .isIn(expected.get(done), expected.get(Math.min(done + 1, STEPS.size())));
    }
    assertThat(calls).isGreaterThan(100);
  }

  /// What the threads look like after each number of steps.
  private static List<Map<String, String>> expected() throws IOException {
    List<Map<String, String>> expected = new ArrayList<>();
    TestForum forum = TestForum.on(new SimulatedDisk(1), SEGMENT_BYTES);
    expected.add(texts(forum));
    for (Step step : STEPS) {
      step.run(forum);
      expected.add(texts(forum));
    }
    return expected;
  }

  /// Takes the steps, each when there is room for it.
  ///
  /// @return how many there were before the forum ended
  private static int run(TestForum forum) throws IOException {
    for (int done = 0; done < STEPS.size(); done++) {
      try {
        step(forum, STEPS.get(done));
      } catch (DiskFailure e) {
        assertThat(e).hasMessageMatching("append to .*|force .*");
        return done;
      }
    }
    forum.pass(2);
    return STEPS.size();
  }

  /// An upload that finds no room is refused and tried again, as is a change of a thread that is
  /// behind.
  private static void step(TestForum forum, Step step) throws IOException {
    if (!hasRoom(forum)) {
      forum.pass(2);
    }
    try {
      step.run(forum);
    } catch (DiskFull | TextNotShown e) {
      forum.pass(2);
      step.run(forum);
    }
  }

  /// The lines of every thread, without times.
  private static Map<String, String> texts(TestForum forum) {
    Map<String, String> texts = new TreeMap<>();
    for (ForumThread thread : forum.store().state().forum().threads()) {
      String title = thread.title().text();
      texts.put(title, forum.text(title).replaceAll("\t.*", ""));
    }
    return texts;
  }

  private TestForum begun() throws IOException {
    TestForum forum = TestForum.on(disk, SEGMENT_BYTES);
    forum.create("other");
    forum.post("other", "there");
    forum.create("t");
    forum.post("t", "one");
    return forum;
  }

  private static boolean hasRoom(TestForum forum) {
    return forum.store().commit().hasRoomForChange(100);
  }
}
