package forum.server.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import forum.machine.Disk;
import forum.testkit.SimulatedDisk.Crash;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JournalViewTest {
  private static final Path COPIES = Path.of("copies");

  private final TestedJournal tested = new TestedJournal(1);

  @BeforeEach
  void fill() throws IOException {
    tested.open();
    for (int i = 1; i <= 100; i++) {
      tested.append("record number " + i, "and another");
      if (i == 50) {
        tested.checkpoint(100);
      }
    }
  }

  @Test
  void everything_that_was_acknowledged_is_seen_and_nothing_changed() throws IOException {
    tested.disk.crash(Crash.KILL);
    List<String> names = tested.disk.list(TestedJournal.FOLDER);
    assertThat(forwards(atRest(), 0)).isEqualTo(tested.acknowledged());
    assertThat(tested.disk.list(TestedJournal.FOLDER)).isEqualTo(names);
    tested.reopen();
  }

  @Test
  void reading_may_begin_anywhere() throws IOException {
    JournalView view = atRest();
    for (int after = 0; after <= 200; after++) {
      assertThat(forwards(view, after)).isEqualTo(tested.acknowledged().subList(after, 200));
    }
  }

  @Test
  void records_can_be_read_from_the_newest_on() throws IOException {
    List<String> found = new ArrayList<>();
    atRest().replayBackwards((_, record) -> found.add(new String(record, UTF_8)), _ -> {});
    assertThat(found.reversed()).isEqualTo(tested.acknowledged());
  }

  @Test
  void what_is_appended_meanwhile_is_not_seen() throws IOException {
    JournalView view = JournalView.upTo(tested.disk, TestedJournal.FOLDER, 150);
    List<String> wanted = List.copyOf(tested.acknowledged().subList(0, 150));
    assertThat(forwards(view, 0)).isEqualTo(wanted);
    for (int i = 0; i < 100; i++) {
      tested.append("later");
    }
    assertThat(forwards(view, 0)).isEqualTo(wanted);
  }

  @Test
  void segments_may_be_moved_meanwhile() throws IOException {
    JournalView view = JournalView.upTo(tested.disk, TestedJournal.FOLDER, 150);
    tested.checkpoint(200);
    assertThat(forwards(view, 0)).isEqualTo(tested.acknowledged().subList(0, 150));
  }

  @Test
  void a_copy_up_to_any_record_is_a_journal() throws IOException {
    for (long last = 1; last <= 200; last += 11) {
      copy(JournalView.upTo(tested.disk, TestedJournal.FOLDER, last));
      JournalView copy = JournalView.atRest(tested.disk, COPIES, 0);
      assertThat(copy.last()).isEqualTo(last);
      assertThat(forwards(copy, 0)).isEqualTo(tested.acknowledged().subList(0, (int) last));
    }
  }

  @Test
  void a_journal_that_does_not_begin_at_the_beginning_says_so() throws IOException {
    assertThat(atRest().isComplete()).isTrue();
    Path archive = TestedJournal.FOLDER.resolve("archive");
    for (String name : tested.disk.list(archive)) {
      tested.disk.delete(archive.resolve(name));
    }
    JournalView view = atRest();
    assertThat(view.isComplete()).isFalse();
    assertThat(forwards(view, 100)).isEqualTo(tested.acknowledged().subList(100, 200));
    assertThatThrownBy(() -> forwards(view, 0)).isInstanceOf(DamagedJournal.class);
  }

  @Test
  void a_damaged_segment_costs_no_more_than_itself() throws IOException {
    Path damaged = tested.segments().getFirst();
    tested.disk.flip(damaged, 100, 1);
    List<DamagedJournal> damages = new ArrayList<>();
    List<String> found = new ArrayList<>();
    atRest().replayBackwards((_, record) -> found.add(new String(record, UTF_8)), damages::add);
    assertThat(damages).hasSize(1);
    DamagedJournal damage = damages.getFirst();
    assertThat(damage.file()).isEqualTo(damaged);
    assertThat(damage.offset()).isEqualTo(SegmentHeader.BYTES);
    assertThat(found).hasSize((int) (200 - (damage.last() - damage.first() + 1)));
    assertThatThrownBy(() -> forwards(atRest(), 0)).isInstanceOf(DamagedJournal.class);
    assertThatThrownBy(() -> copy(atRest())).isInstanceOf(DamagedJournal.class);
  }

  @Test
  void a_torn_tail_does_not_count_and_is_told() throws IOException {
    Path last = tested.segments().getLast();
    tested.disk.crash(Crash.KILL);
    byte[] bytes = tested.disk.readAll(last);
    int used = bytes.length;
    while (bytes[used - 1] == 0) {
      used--;
    }
    tested.disk.flip(last, used, 7);
    JournalView view = atRest();
    assertThat(view.tornTail()).isPresent();
    assertThat(forwards(view, 0)).isEqualTo(tested.acknowledged());
  }

  private JournalView atRest() throws IOException {
    return JournalView.atRest(tested.disk, TestedJournal.FOLDER, tested.checkpoint());
  }

  private static List<String> forwards(JournalView view, long after) throws IOException {
    List<String> found = new ArrayList<>();
    view.replay(after, (_, record) -> found.add(new String(record, UTF_8)));
    return found;
  }

  private void copy(JournalView view) throws IOException {
    tested.disk.createFolders(COPIES);
    for (String name : tested.disk.list(COPIES)) {
      tested.disk.delete(COPIES.resolve(name));
    }
    view.copy(
        (path, bytes) -> {
          try (Disk.File file =
              tested.disk.open(COPIES.resolve(path.getFileName()), Disk.Mode.CREATE)) {
            file.write(bytes, 0);
          }
        });
  }
}
