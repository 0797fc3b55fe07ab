package forum.server.threads;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import forum.machine.DiskFailure;
import forum.machine.FileSystemDisk;
import forum.protocol.line.LineCodec;
import forum.protocol.line.ThreadLine.Header;
import forum.testkit.Fault;
import forum.testkit.Operation;
import forum.testkit.SimulatedDisk;
import forum.testkit.SimulatedDisk.Crash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A thread with three messages and a file at a checkpoint, and what a start finds in its place.
class RestorationTest {
  private static final long CHECKPOINT = 20;
  private static final long END = 40;

  @TempDir Path folder;

  private final NaiveThread model = new NaiveThread(10, "general");
  private FileSystemDisk disk;
  private Path path;
  private Extent checkpointed;
  private int changesAtCheckpoint;

  @BeforeEach
  void makeCheckpoint() throws IOException, DamagedThread {
    disk = FileSystemDisk.at(folder);
    path = folder.resolve("threads/general");
    try (ThreadFiles files = ThreadFiles.open(disk, 0)) {
      Extent created = files.create(model.key, model.header, 10).extent();
      List<Change> posts =
          List.of(model.post("one"), model.upload("f"), model.post("two\n2"), model.post("three"));
      checkpointed = files.apply(model.key, created, posts, CHECKPOINT);
    }
    changesAtCheckpoint = model.changes.size();
  }

  @Test
  void without_changes_the_file_stays_as_it_is() throws IOException {
    assertRestored();
  }

  @Test
  void changes_since_the_checkpoint_are_applied() throws IOException {
    model.post("four");
    assertRestored();
    assertThat(disk.list(Bases.FOLDER)).isEmpty();
  }

  @Test
  void a_restored_file_that_was_edited_leaves_its_base() throws IOException {
    byte[] before = model.bytes();
    model.edit(1, "eins");
    model.delete(2);
    assertRestored();
    assertThat(folder.resolve("forum-data/base/10.10")).hasBinaryContent(before);
  }

  @Test
  void restoring_twice_is_restoring_once() throws IOException {
    model.edit(1, "eins");
    model.delete(2);
    model.post("four");
    assertRestored();
    assertRestored();
  }

  @Test
  void what_the_crash_left_behind_the_end_is_overwritten() throws IOException {
    byte[] before = model.bytes();
    model.post("four");
    byte[] now = model.bytes();
    for (int end = before.length; end <= now.length; end++) {
      Files.write(path, Arrays.copyOf(now, end));
      assertRestored();
    }
  }

  @Test
  void zeros_that_a_loss_of_power_left_are_overwritten() throws IOException {
    model.post("four");
    Files.write(path, Arrays.copyOf(before(), before().length + 8192));
    assertRestored();
  }

  @Test
  void a_file_that_was_rewritten_is_made_from_its_base() throws IOException, DamagedThread {
    liveOn(model.edit(2, "zwei"), model.upload("g"));
    Files.writeString(path, "\0\0\0\0");
    assertRestored();
  }

  @Test
  void a_missing_file_is_made_anew() throws IOException {
    model.post("four");
    Files.delete(path);
    assertFound("threads/general: it is missing; made anew from the journal");
  }

  @Test
  void a_line_added_by_hand_is_kept_in_a_copy() throws IOException {
    byte[] edited = joined(before(), "4 hans: by hand\n");
    Files.write(path, edited);
    assertFound(
        "threads/general: something was added to it that the forum did not write;"
            + " a copy is kept as threads/general.conflict");
    assertThat(folder.resolve("threads/general.conflict")).hasBinaryContent(edited);
  }

  @Test
  void a_line_added_by_hand_after_a_crash_is_kept_in_a_copy() throws IOException {
    model.post("four");
    model.edit(1, "eins");
    Files.write(path, joined(before(), "4 hans: by hand\n"));
    assertFound(
        "threads/general: something was added to it that the forum did not write;"
            + " a copy is kept as threads/general.conflict");
  }

  @Test
  void a_file_with_a_changed_end_is_kept_and_made_anew() throws IOException {
    byte[] edited = before();
    edited[edited.length - 20] ^= 1;
    Files.write(path, edited);
    model.post("four");
    assertFound(
        "threads/general: the line at byte 282 is damaged: its checksum is wrong;"
            + " kept as threads/general.conflict and made anew from the journal");
    assertThat(folder.resolve("threads/general.conflict")).hasBinaryContent(edited);
  }

  @Test
  void a_file_with_another_header_is_kept_and_made_anew() throws IOException {
    byte[] edited = before();
    edited[0] = 'H';
    Files.write(path, edited);
    assertFound(
        "threads/general: its first line is not the one it was created with;"
            + " kept as threads/general.conflict and made anew from the journal");
  }

  @Test
  void a_file_cut_short_is_kept_and_made_anew() throws IOException {
    Files.write(path, Arrays.copyOf(before(), 100));
    assertFound(
        "threads/general: it has 100 bytes, expected 334;"
            + " kept as threads/general.conflict and made anew from the journal");
  }

  @Test
  void a_file_with_a_line_less_is_kept_and_made_anew() throws IOException {
    List<String> lines = Files.readAllLines(path);
    String longer = lines.get(1).replace("one", "o".repeat(3 + lines.get(2).length() + 1));
    Files.writeString(path, lines.get(0) + "\n" + longer + "\n" + lines.get(3) + "\n");
    assertThat(Files.size(path)).isLessThan(checkpointed.bytes());
    assertFoundSomething();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 44, 45, 46, 200, 281, 282, 283, 332})
  void a_file_cut_anywhere_and_filled_up_is_never_taken(int length) throws IOException {
    byte[] cut = joined(Arrays.copyOf(before(), length), "x".repeat(334 - length - 1) + "\n");
    Files.write(path, cut);
    model.delete(1);
    assertFoundSomething();
    assertThat(folder.resolve("threads/general.conflict")).hasBinaryContent(cut);
  }

  @Test
  void a_damaged_message_that_has_to_be_moved_is_noticed() throws IOException {
    byte[] edited = before();
    edited[60] ^= 1;
    Files.write(path, edited);
    model.delete(1);
    assertFoundSomething();
  }

  @Test
  void a_planted_link_is_kept_and_not_followed() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "secret\n");
    Files.delete(path);
    Files.createSymbolicLink(path, secret);
    model.post("four");
    assertFoundSomething();
    assertThat(folder.resolve("threads/general.conflict")).isSymbolicLink();
    assertThat(secret).hasContent("secret\n");
  }

  @Test
  void a_folder_in_its_place_is_kept() throws IOException {
    Files.delete(path);
    Files.createDirectories(path.resolve("mine"));
    assertFoundSomething();
    assertThat(folder.resolve("threads/general.conflict/mine")).isDirectory();
  }

  @Test
  void conflicts_are_numbered() throws IOException {
    for (int i = 1; i <= 12; i++) {
      Files.writeString(path, "by hand, time " + i + "\n");
      assertFoundSomething();
    }
    assertThat(folder.resolve("threads/general.conflict")).hasContent("by hand, time 1\n");
    assertThat(folder.resolve("threads/general.conflict-2")).hasContent("by hand, time 2\n");
    assertThat(folder.resolve("threads/general.conflict-12")).hasContent("by hand, time 12\n");
  }

  @Test
  void a_damaged_base_is_kept_and_the_file_made_anew() throws IOException, DamagedThread {
    liveOn(model.edit(2, "zwei"));
    byte[] base = Files.readAllBytes(folder.resolve("forum-data/base/10.10"));
    base[base.length - 3] ^= 1;
    Files.write(folder.resolve("forum-data/base/10.10"), base);
    assertFound(
        "forum-data/base/10.10: the line at byte 282 is damaged: its checksum is wrong;"
            + " kept as threads/general.conflict and made anew from the journal");
  }

  @Test
  void a_file_edited_by_hand_beside_its_base_is_kept() throws IOException, DamagedThread {
    liveOn(model.edit(2, "zwei"));
    Files.write(path, joined(model.bytes(), "my own line\n"));
    assertFound(
        "threads/general: it holds something that the forum did not write;"
            + " kept as threads/general.conflict");
  }

  @Test
  void a_thread_created_since_is_made_from_the_journal() throws IOException, DamagedThread {
    NaiveThread young = new NaiveThread(30, "young");
    young.post("one");
    young.delete(1);
    young.post("two");
    for (String left : List.of("", "\0\0\0", "hans:\t2026", new String(young.bytes(), UTF_8))) {
      Files.writeString(folder.resolve("threads/young"), left);
      assertThat(restoreYoung(young)).isEqualTo(new Outcome(young.extent(END), List.of()));
      assertThat(folder.resolve("threads/young")).hasBinaryContent(young.bytes());
    }
  }

  @Test
  void another_threads_file_in_the_place_of_one_created_since_is_kept() throws IOException {
    NaiveThread young = new NaiveThread(30, "young");
    byte[] other = LineCodec.write(new Header(model.header.creator(), model.header.at(), 5));
    Files.write(folder.resolve("threads/young"), other);
    assertThat(restoreYoung(young).findings()).hasSize(1);
    assertThat(folder.resolve("threads/young.conflict")).hasBinaryContent(other);
  }

  private Outcome restoreYoung(NaiveThread young) throws IOException {
    try (ThreadFiles files = ThreadFiles.open(disk, CHECKPOINT)) {
      Past past = new Past(young.header, null, young.changes);
      return young.restored(files, past, END);
    }
  }

  @Test
  void an_unfinished_draft_is_deleted() throws IOException {
    Files.writeString(folder.resolve("forum-data/drafts/10.0"), "half");
    ThreadFiles.open(disk, CHECKPOINT).close();
    assertThat(disk.list(Draft.FOLDER)).isEmpty();
  }

  @Test
  void a_base_that_only_memory_knew_is_made_durable_before_it_is_relied_on()
      throws IOException, DamagedThread {
    for (long seed = 0; seed < 50; seed++) {
      SimulatedDisk simulated = new SimulatedDisk(seed);
      ThreadFiles files = ThreadFiles.open(simulated, 0);
      NaiveThread thread = new NaiveThread(10, "general");
      Extent extent = files.create(thread.key, thread.header, 10).extent();
      extent = files.apply(thread.key, extent, List.of(thread.post("one")), 11);
      files.beginCheckpoint(11).force();
      simulated.failNext(Operation.FORCE_FOLDER, Fault.IO_ERROR);
      Extent atCheckpoint = extent;
      List<Change> edit = List.of(thread.edit(1, "eins"));
      assertThatExceptionOfType(DiskFailure.class)
          .isThrownBy(() -> files.apply(thread.key, atCheckpoint, edit, 12));
      Past past = new Past(thread.header, atCheckpoint, edit);
      for (Crash crash : List.of(Crash.KILL, Crash.POWER)) {
        simulated.crash(crash);
        Outcome outcome = thread.restored(ThreadFiles.open(simulated, 11), past, 12);
        assertThat(outcome).isEqualTo(new Outcome(thread.extent(12), List.of()));
      }
    }
  }

  /// Changes the thread before the crash, too.
  private void liveOn(Change... changes) throws IOException, DamagedThread {
    try (ThreadFiles files = ThreadFiles.open(disk, CHECKPOINT)) {
      files.apply(model.key, checkpointed, List.of(changes), CHECKPOINT + changes.length);
    }
  }

  private void assertRestored() throws IOException {
    assertThat(restore()).isEmpty();
  }

  private void assertFound(String sentence) throws IOException {
    assertThat(restore()).extracting(Finding::sentence).containsExactly(sentence);
    assertThat(disk.list(Draft.FOLDER)).isEmpty();
  }

  private void assertFoundSomething() throws IOException {
    assertThat(restore()).hasSize(1);
  }

  /// Restores, and sees that all is right then.
  private List<Finding> restore() throws IOException {
    List<Change> since = model.changes.subList(changesAtCheckpoint, model.changes.size());
    try (ThreadFiles files = ThreadFiles.open(disk, CHECKPOINT)) {
      Past past = new Past(model.header, checkpointed, since);
      Outcome outcome = model.restored(files, past, END);
      assertThat(outcome.extent()).isEqualTo(model.extent(outcome.extent().generation()));
      assertThat(path).hasBinaryContent(model.bytes());
      assertThat(files.fits(model.key, outcome.extent())).isTrue();
      return outcome.findings();
    }
  }

  private byte[] before() throws IOException {
    return Arrays.copyOf(Files.readAllBytes(path), (int) checkpointed.bytes());
  }

  private static byte[] joined(byte[] bytes, String more) {
    return (new String(bytes, UTF_8) + more).getBytes(UTF_8);
  }
}
