package forum.server.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import forum.machine.Disk;
import forum.machine.Disk.Mode;
import forum.machine.FileSystemDisk;
import forum.protocol.line.ThreadLine.Message;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThreadFilesTest {
  @TempDir Path folder;

  private final NaiveThread model = new NaiveThread(10, "general");
  private Disk disk;
  private ThreadFiles files;
  private Extent extent;
  private long lsn = 10;

  @BeforeEach
  void create() throws IOException {
    disk = FileSystemDisk.at(folder);
    files = ThreadFiles.open(disk, 0);
    extent = files.create(model.key, model.header, lsn).extent();
  }

  @AfterEach
  void close() throws IOException {
    files.close();
  }

  @Test
  void a_new_thread_is_its_header() throws IOException {
    assertThat(contents()).isEqualTo(model.bytes());
    assertThat(extent).isEqualTo(model.extent(10));
  }

  @Test
  void a_new_thread_leaves_no_draft() throws IOException {
    assertThat(disk.list(Draft.FOLDER)).isEmpty();
  }

  @Test
  void new_entries_are_written_behind_the_others() throws IOException, DamagedThread {
    apply(model.post("one"), model.upload("f.txt"), model.post("two\nlines"));
    assertThat(contents()).isEqualTo(model.bytes());
    assertThat(extent).isEqualTo(model.extent(10));
  }

  @Test
  void what_lies_behind_the_end_is_overwritten() throws IOException, DamagedThread {
    try (Disk.File file = disk.open(model.key.path(), Mode.WRITE)) {
      file.write(ByteBuffer.wrap(new byte[] {'x', 'y'}), extent.bytes());
    }
    apply(model.post("one"));
    assertThat(contents()).isEqualTo(model.bytes());
  }

  @Test
  void an_edit_keeps_number_and_place() throws IOException, DamagedThread {
    apply(model.post("one"), model.post("two"), model.post("three"));
    apply(model.edit(2, "zwei\t"));
    assertThat(contents()).isEqualTo(model.bytes());
    assertThat(extent).isEqualTo(model.extent(lsn));
  }

  @Test
  void a_deletion_moves_later_messages_up_and_leaves_uploads() throws IOException, DamagedThread {
    apply(model.post("one"), model.upload("a"), model.post("two"), model.upload("b"));
    apply(model.post("three"));
    apply(model.delete(2));
    assertThat(contents()).isEqualTo(model.bytes());
    assertThat(extent).isEqualTo(model.extent(lsn));
  }

  @Test
  void the_last_message_can_go() throws IOException, DamagedThread {
    apply(model.post("one"));
    apply(model.delete(1));
    assertThat(contents()).isEqualTo(model.bytes());
    assertThat(extent).isEqualTo(model.extent(lsn));
    assertThat(extent.isEmpty()).isTrue();
  }

  @Test
  void a_post_deleted_in_the_same_group_was_never_there() throws IOException, DamagedThread {
    apply(model.post("one"), model.post("two"), model.delete(1), model.post("three"));
    assertThat(contents()).isEqualTo(model.bytes());
    assertThat(extent).isEqualTo(model.extent(10));
  }

  @Test
  void a_post_edited_in_the_same_group_needs_no_pass() throws IOException, DamagedThread {
    apply(model.post("one"), model.edit(1, "eins"));
    assertThat(contents()).isEqualTo(model.bytes());
    assertThat(extent).isEqualTo(model.extent(10));
  }

  @Test
  void a_rewritten_file_leaves_no_draft_and_without_checkpoint_no_base()
      throws IOException, DamagedThread {
    apply(model.post("one"));
    apply(model.edit(1, "eins"));
    assertThat(disk.list(Draft.FOLDER)).isEmpty();
    assertThat(disk.list(Bases.FOLDER)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void any_changes_leave_what_a_plain_list_has(long seed) throws IOException, DamagedThread {
    Random random = new Random(seed);
    for (int i = 0; i < 1000; i++) {
      Change[] group =
          Stream.generate(() -> model.change(random))
              .limit(1 + random.nextInt(4))
              .toArray(Change[]::new);
      long generation = extent.generation();
      apply(group);
      assertThat(extent).isEqualTo(model.extent(extent.generation()));
      assertThat(extent.generation()).isIn(generation, lsn);
      assertThat(contents()).as("step %d", i).isEqualTo(model.bytes());
    }
    assertThat(files.verify(model.key, model.header, extent)).isEmpty();
  }

  @Test
  void a_transfer_sees_the_file_as_it_was() throws IOException, DamagedThread {
    apply(model.post("one"), model.post("two"));
    byte[] before = contents();
    Extent old = extent;
    try (Disk.File file = files.openForTransfer(model.key)) {
      apply(model.post("three"));
      apply(model.delete(1));
      assertThat(new ThreadReader(file, old).read(0, 1 << 20)).isEqualTo(before);
    }
  }

  @Test
  void a_removed_thread_leaves_nothing() throws IOException, DamagedThread {
    apply(model.post("one"));
    files.beginCheckpoint(lsn).force();
    apply(model.edit(1, "eins"));
    files.remove(model.key);
    assertThat(disk.list(ThreadFiles.FOLDER)).isEmpty();
    assertThat(disk.list(Bases.FOLDER)).isEmpty();
    assertThat(files.fits(model.key, extent)).isFalse();
  }

  @Test
  void a_removed_title_can_be_used_again() throws IOException {
    files.remove(model.key);
    NaiveThread next = new NaiveThread(50, "general");
    assertThat(files.create(next.key, next.header, 50))
        .isEqualTo(new Outcome(next.extent(50), List.of()));
    assertThat(contents()).isEqualTo(next.bytes());
  }

  @Test
  void removing_a_thread_again_leaves_the_next_one_of_its_title() throws IOException {
    files.remove(model.key);
    NaiveThread next = new NaiveThread(50, "general");
    files.create(next.key, next.header, 50);
    files.remove(model.key);
    assertThat(contents()).isEqualTo(next.bytes());
  }

  @Test
  void a_file_that_somebody_put_there_is_kept() throws IOException {
    NaiveThread other = new NaiveThread(60, "notes");
    Files.writeString(folder.resolve("threads/notes"), "my own notes\n");
    Outcome outcome = files.create(other.key, other.header, 60);
    assertThat(Files.readString(folder.resolve("threads/notes.conflict")))
        .isEqualTo("my own notes\n");
    assertThat(outcome.findings())
        .singleElement()
        .extracting(Finding::sentence)
        .isEqualTo(
            "threads/notes: it holds something that the forum did not write; kept as threads/notes.conflict");
    assertThat(disk.readAll(other.key.path())).isEqualTo(other.bytes());
  }

  @Test
  void a_planted_link_is_not_followed() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "secret\n");
    Files.delete(folder.resolve("threads/general"));
    Files.createSymbolicLink(folder.resolve("threads/general"), secret);
    assertThatExceptionOfType(DamagedThread.class).isThrownBy(() -> files.read(model.key, extent));
    assertThatExceptionOfType(DamagedThread.class)
        .isThrownBy(() -> files.openForTransfer(model.key));
    assertThatExceptionOfType(DamagedThread.class).isThrownBy(() -> apply(model.post("one")));
    files.remove(model.key);
    assertThat(secret).hasContent("secret\n");
  }

  @Test
  void a_file_that_vanished_is_damage_and_is_made_anew() throws IOException, DamagedThread {
    apply(model.post("one"), model.post("two"));
    files.close();
    Files.delete(folder.resolve("threads/general"));
    Change edit = model.edit(1, "eins");
    assertThatExceptionOfType(DamagedThread.class)
        .isThrownBy(() -> apply(edit))
        .satisfies(damage -> rebuild(damage, "it is missing; made anew from the journal"));
  }

  @Test
  void a_line_changed_by_hand_is_damage_and_the_file_is_kept() throws IOException, DamagedThread {
    apply(model.post("one"), model.post("two"), model.post("three"));
    byte[] spoiled = contents();
    spoiled[spoiled.length - 50] ^= 1;
    Files.write(folder.resolve("threads/general"), spoiled);
    Change delete = model.delete(2);
    assertThatExceptionOfType(DamagedThread.class)
        .isThrownBy(() -> apply(delete))
        .satisfies(
            damage ->
                rebuild(
                    damage,
                    damage.found()
                        + "; kept as threads/general.conflict and made anew from the journal"));
    assertThat(folder.resolve("threads/general.conflict")).hasBinaryContent(spoiled);
    assertThat(disk.list(Draft.FOLDER)).isEmpty();
  }

  private void rebuild(DamagedThread damage, String sentence) throws IOException {
    Lost lost = Lost.of(model.key, model.header, damage);
    Outcome outcome = files.rebuild(List.of(lost), model.history(), lsn).get(model.key.id());
    assertThat(outcome.extent()).isEqualTo(model.extent(lsn));
    assertThat(contents()).isEqualTo(model.bytes());
    assertThat(outcome.findings())
        .extracting(Finding::sentence)
        .containsExactly("threads/general: " + sentence);
  }

  @Test
  void a_file_cut_short_is_damage() throws IOException, DamagedThread {
    apply(model.post("one"));
    byte[] whole = contents();
    for (int length = 0; length < whole.length; length += 7) {
      try (Disk.File file = disk.open(model.key.path(), Mode.WRITE)) {
        file.truncate(length);
      }
      assertThatExceptionOfType(DamagedThread.class)
          .isThrownBy(() -> files.apply(model.key, extent, List.of(new Change.Delete(11)), 99));
      assertThatExceptionOfType(DamagedThread.class)
          .isThrownBy(() -> files.read(model.key, extent).message(1));
      Files.write(folder.resolve("threads/general"), whole);
    }
    assertThat(files.read(model.key, extent).message(1)).isPresent();
  }

  @Test
  void a_change_of_what_was_never_there_is_damage() throws IOException, DamagedThread {
    apply(model.post("one"), model.upload("f"), model.post("two"));
    for (long id : new long[] {1, 12, model.entries.get(1).id(), 999}) {
      assertThatExceptionOfType(DamagedThread.class)
          .isThrownBy(() -> files.apply(model.key, extent, List.of(new Change.Delete(id)), 99));
    }
    assertThat(contents()).isEqualTo(model.bytes());
  }

  @Test
  void a_number_that_does_not_follow_is_our_mistake() {
    Message second = new Message(2, model.header.creator(), "x", model.header.at(), 99, 0);
    assertThatIllegalStateException().isThrownBy(() -> apply(new Change.Append(second)));
  }

  @Test
  void an_id_that_does_not_ascend_is_our_mistake() throws IOException, DamagedThread {
    apply(model.post("one"));
    Message same = new Message(2, model.header.creator(), "x", model.header.at(), 11, 0);
    assertThatIllegalStateException().isThrownBy(() -> apply(new Change.Append(same)));
  }

  @Test
  void a_thousand_threads_need_few_open_files() throws IOException, DamagedThread {
    long before = openFiles();
    List<NaiveThread> threads = new ArrayList<>();
    List<Extent> extents = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      NaiveThread thread = new NaiveThread(100 + i, "thread " + i);
      threads.add(thread);
      extents.add(files.create(thread.key, thread.header, 100).extent());
    }
    for (int i = 0; i < 1000; i++) {
      NaiveThread thread = threads.get(i);
      files.apply(thread.key, extents.get(i), List.of(thread.post("x")), 1000);
      assertThat(disk.readAll(thread.key.path())).isEqualTo(thread.bytes());
    }
    assertThat(openFiles() - before).isLessThan(80);
    files.close();
    assertThat(openFiles() - before).isLessThan(16);
  }

  private static long openFiles() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
      return files.count();
    }
  }

  private void apply(Change... changes) throws IOException, DamagedThread {
    lsn += changes.length;
    extent = files.apply(model.key, extent, List.of(changes), lsn);
  }

  private byte[] contents() throws IOException {
    return disk.readAll(Path.of("threads", "general"));
  }
}
