package forum.server.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import forum.testkit.ManualTicker;
import forum.testkit.SeededChance;
import forum.testkit.SimulatedDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class JournalTest {
  private final TestedJournal tested = new TestedJournal(1);

  @Test
  void a_new_journal_is_empty() throws IOException {
    tested.open();
    assertThat(tested.journal().last()).isZero();
    assertThat(tested.records(0)).isEmpty();
    assertThat(tested.journal().tornTail()).isEmpty();
  }

  @Test
  void records_are_numbered_from_one_and_come_back_in_order() throws IOException {
    tested.open();
    assertThat(tested.journal().append(bytes("a", "b"))).isEqualTo(2);
    assertThat(tested.journal().append(bytes("c"))).isEqualTo(3);
    assertThat(tested.records(0)).containsExactly("a", "b", "c");
    assertThat(tested.records(2)).containsExactly("c");
    assertThat(tested.records(3)).isEmpty();
  }

  @Test
  void numbers_go_on_after_a_restart() throws IOException {
    tested.open();
    tested.append("a", "b");
    tested.journal().close();
    tested.reopen();
    tested.append("c");
    tested.reopen();
    assertThat(tested.journal().last()).isEqualTo(3);
  }

  @Test
  void an_empty_batch_changes_nothing() throws IOException {
    tested.open();
    tested.append("a");
    long calls = tested.disk.calls();
    assertThat(tested.journal().append(List.of())).isEqualTo(1);
    assertThat(tested.disk.calls()).isEqualTo(calls);
  }

  @Test
  void an_empty_record_is_a_record() throws IOException {
    tested.open();
    tested.append("", "a", "");
    tested.reopen();
    assertThat(tested.records(0)).containsExactly("", "a", "");
  }

  @Test
  void a_batch_costs_one_write_and_one_force() throws IOException {
    tested.open();
    long calls = tested.disk.calls();
    tested.append("a", "b", "c", "d");
    assertThat(tested.disk.calls() - calls).isEqualTo(2);
  }

  @Test
  void a_full_segment_is_followed_by_the_next() throws IOException {
    tested.open();
    for (int i = 0; i < 20; i++) {
      tested.append("x".repeat(300) + i);
    }
    assertThat(tested.segments()).hasSize(10);
    tested.reopen();
  }

  @Test
  void a_batch_longer_than_a_segment_gets_one_that_fits() throws IOException {
    tested.open();
    tested.append("a");
    tested.append("b", "x".repeat(10 * TestedJournal.SEGMENT_BYTES), "c");
    tested.append("d");
    tested.reopen();
    tested.append("e");
    tested.reopen();
  }

  @Test
  void covered_segments_move_to_the_archive_and_can_still_be_read() throws IOException {
    tested.open();
    for (int i = 0; i < 10; i++) {
      tested.append("x".repeat(400) + i);
    }
    tested.checkpoint(7);
    assertThat(tested.segments()).hasSize(2);
    assertThat(tested.disk.list(TestedJournal.FOLDER.resolve("archive"))).hasSize(3);
    assertThat(tested.records(0)).isEqualTo(tested.acknowledged());
    tested.reopen();
  }

  @Test
  void the_last_segment_stays_even_when_it_is_covered() throws IOException {
    tested.open();
    tested.append("a");
    tested.checkpoint(1);
    assertThat(tested.segments()).hasSize(1);
    tested.reopen();
  }

  @Test
  void a_start_reads_only_the_last_segment_and_a_replay_only_what_is_asked_for()
      throws IOException {
    tested.open();
    for (int i = 0; i < 10; i++) {
      tested.append("x".repeat(400) + i);
    }
    tested.disk.flip(tested.segments().getFirst(), 200, 1);
    tested.open();
    assertThat(tested.records(2)).hasSize(8);
    assertThatThrownBy(() -> tested.records(1)).isInstanceOf(DamagedJournal.class);
  }

  @Test
  void what_was_left_unfinished_is_removed() throws IOException {
    tested.open();
    Path left = TestedJournal.FOLDER.resolve("copy.tmp");
    tested.disk.replace(left, new byte[] {1});
    tested.journal().close();
    tested.reopen();
    assertThat(tested.disk.exists(left)).isFalse();
  }

  @Test
  void a_closed_journal_leaves_nothing_but_segments() throws IOException {
    tested.open();
    tested.append("a");
    tested.journal().close();
    assertThat(tested.disk.list(TestedJournal.FOLDER))
        .containsExactlyInAnyOrder("0000000000000000001.log", "archive");
  }

  @Test
  void the_next_segment_is_prepared_in_the_background() throws IOException {
    Queue<Runnable> background = new ArrayDeque<>();
    Journal journal = open(background);
    int inCurrent = 1024 - 64 - 24;
    assertThat(journal.room()).isEqualTo(inCurrent);
    journal.append(bytes("x".repeat(500)));
    assertThat(journal.room()).isEqualTo(inCurrent - 524);
    background.remove().run();
    assertThat(journal.room()).isEqualTo(inCurrent);
    assertThat(background).isEmpty();
  }

  @Test
  void a_segment_that_is_needed_before_it_is_prepared_is_prepared_at_once() throws IOException {
    Queue<Runnable> background = new ArrayDeque<>();
    Journal journal = open(background);
    for (int i = 0; i < 5; i++) {
      journal.append(bytes("x".repeat(500)));
    }
    background.forEach(Runnable::run);
    journal.append(bytes("x".repeat(500)));
    List<Long> numbers = new ArrayList<>();
    journal.replay(0, (lsn, payload) -> numbers.add(lsn));
    assertThat(numbers).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
  }

  private Journal open(Queue<Runnable> background) throws IOException {
    JournalSettings settings =
        new JournalSettings(
            TestedJournal.FOLDER, 1024, new SeededChance(1), new ManualTicker(), background::add);
    return Journal.open(new SimulatedDisk(1), settings, 0);
  }

  private static List<byte[]> bytes(String... texts) {
    return List.of(texts).stream().map(text -> text.getBytes(UTF_8)).toList();
  }
}
