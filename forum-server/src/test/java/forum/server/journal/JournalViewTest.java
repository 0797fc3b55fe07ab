package forum.server.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import forum.machine.Disk;
import forum.testkit.SimulatedDisk.Crash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
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
  void damaged_records_cost_no_more_than_themselves_and_each_place_is_told() throws IOException {
    List<Path> segments = tested.segments();
    Path damaged = segments.getFirst();
    List<JournalRecord> records = records(damaged);
    for (int i : List.of(0, 3, 4, 9)) {
      tested.disk.flip(damaged, records.get(i).start() + RecordCodec.HEAD_BYTES, 1);
    }
    tested.disk.flip(segments.get(2), 20, 1);
    List<DamagedJournal> damages = new ArrayList<>();
    List<String> found = new ArrayList<>();
    JournalView view = atRest();
    view.replayBackwards((_, record) -> found.add(new String(record, UTF_8)), damages::add);
    long first = records.getFirst().lsn();
    long header = firstOf(segments.get(2));
    assertThat(damages)
        .extracting(DamagedJournal::file, DamagedJournal::offset)
        .containsExactly(
            tuple(segments.get(2), 0L),
            tuple(damaged, (long) records.get(0).start()),
            tuple(damaged, (long) records.get(3).start()),
            tuple(damaged, (long) records.get(9).start()));
    assertThat(damages)
        .extracting(DamagedJournal::first, DamagedJournal::last)
        .containsExactly(
            tuple(header, firstOf(segments.get(3)) - 1),
            tuple(first, first),
            tuple(first + 3, first + 4),
            tuple(first + 9, first + 9));
    List<String> readable = new ArrayList<>(tested.acknowledged());
    damages.stream() // the damage with the highest numbers first
        .sorted(Comparator.comparing(DamagedJournal::first).reversed())
        .forEach(it -> readable.subList((int) it.first() - 1, (int) it.last()).clear());
    assertThat(found.reversed()).isEqualTo(readable);
    assertThatThrownBy(() -> forwards(view, 0)).isInstanceOf(DamagedJournal.class);
    assertThatThrownBy(() -> copy(view)).isInstanceOf(DamagedJournal.class);
  }

  @Test
  void every_record_of_a_damaged_end_is_told_as_far_as_it_is_known_to_have_been_there()
      throws IOException {
    tested.journal().close();
    Path last = tested.segments().getLast();
    List<JournalRecord> records = records(last);
    JournalRecord before = records.get(records.size() - 3);
    JournalRecord newest = records.getLast();
    for (JournalRecord record : List.of(before, newest)) {
      tested.disk.flip(last, record.start(), 1);
    }
    assertThatThrownBy(this::atRest).isInstanceOf(DamagedJournal.class);
    List<DamagedJournal> damages = new ArrayList<>();
    JournalView view = JournalView.asFound(tested.disk, TestedJournal.FOLDER, tested.checkpoint());
    view.replayBackwards((_, _) -> {}, damages::add);
    assertThat(damages)
        .extracting(DamagedJournal::offset, DamagedJournal::first, DamagedJournal::last)
        .containsExactly(
            tuple((long) before.start(), before.lsn(), before.lsn()),
            tuple((long) newest.start(), newest.lsn(), newest.lsn()));
  }

  @Test
  void whatever_a_segment_holds_with_the_right_checksums_reading_it_ends() throws IOException {
    Path last = tested.segments().getLast();
    SegmentReader reader = SegmentReader.open(tested.disk, last, firstOf(last), firstOf(last));
    ByteBuffer wrong = ByteBuffer.allocate(2 * RecordCodec.HEAD_BYTES);
    reader.codec().write(wrong, 203, 204, new byte[0]); // says that it came before itself
    reader.codec().write(wrong, 202, 202, new byte[0]); // a mark that goes back
    try (Disk.File file = tested.disk.open(last, Disk.Mode.WRITE)) {
      reader.readAll();
      file.write(wrong.flip(), reader.end());
    }
    List<DamagedJournal> damages = new ArrayList<>();
    JournalView.upTo(tested.disk, TestedJournal.FOLDER, 210)
        .replayBackwards((_, _) -> {}, damages::add);
    assertThat(damages)
        .extracting(DamagedJournal::first, DamagedJournal::last)
        .containsExactly(tuple(201L, 202L), tuple(203L, 210L));
  }

  private List<JournalRecord> records(Path segment) throws IOException {
    SegmentReader reader =
        SegmentReader.open(tested.disk, segment, firstOf(segment), firstOf(segment));
    reader.readAll();
    return reader.records();
  }

  private static long firstOf(Path segment) {
    return Long.parseLong(segment.getFileName().toString().substring(0, 19));
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
