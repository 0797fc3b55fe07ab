package forum.server.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import forum.machine.Disk;
import forum.testkit.SimulatedDisk.Crash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class JournalDamageTest {
  private static final int HEADER = SegmentHeader.BYTES;
  private static final int HEAD = RecordCodec.HEAD_BYTES;
  private static final int[] MASKS = {0x01, 0x80, 0xff};

  @Test
  void every_torn_tail_is_cut_and_said() throws IOException {
    int batch = 3 * HEAD + 60;
    int start = HEADER + HEAD + 10;
    for (int whole = 0; whole <= batch; whole++) {
      TestedJournal tested = TestedJournal.opened(whole);
      tested.append("x".repeat(10));
      tested.append("a".repeat(10), "b".repeat(20), "c".repeat(30));
      wipe(tested, start + whole);
      tested.open();
      List<String> found = tested.records(0);
      assertThat(found).isEqualTo(tested.acknowledged().subList(0, 1 + wholeRecords(whole)));
      assertThat(tested.journal().tornTail().isPresent()).isEqualTo(cuts(whole));
    }
  }

  private static int wholeRecords(int bytes) {
    return bytes < HEAD + 10 ? 0 : bytes < 2 * HEAD + 30 ? 1 : bytes < 3 * HEAD + 60 ? 2 : 3;
  }

  /// Whether something is cut: three zeros come first in each record.
  private static boolean cuts(int whole) {
    int intoRecord =
        switch (wholeRecords(whole)) {
          case 0 -> whole;
          case 1 -> whole - HEAD - 10;
          case 2 -> whole - 2 * HEAD - 30;
          default -> 0;
        };
    return intoRecord > 3;
  }

  /// The segment from `start` on never reached the disk.
  private static void wipe(TestedJournal tested, int start) throws IOException {
    try (Disk.File file = tested.disk.open(tested.segments().getLast(), Disk.Mode.WRITE)) {
      file.write(ByteBuffer.allocate(TestedJournal.SEGMENT_BYTES - start), start);
    }
  }

  @Test
  void a_hole_in_the_batch_that_was_being_written_is_a_torn_tail() throws IOException {
    TestedJournal tested = TestedJournal.opened(1);
    tested.append("x");
    tested.append("a".repeat(100), "b", "c");
    tested.disk.flip(tested.segments().getLast(), HEADER + HEAD + 1 + HEAD + 50, 1);
    tested.open();
    assertThat(tested.records(0)).containsExactly("x");
    TornTail tail = tested.journal().tornTail().orElseThrow();
    assertThat(tail.records()).isEqualTo(3);
    assertThat(tail.bytes()).isEqualTo(3 * HEAD + 102);
    assertThat(tail)
        .hasToString(
            "cut 174 bytes behind byte 89 of forum-data/journal/0000000000000000001.log:"
                + " 3 records or more, not known to have been acknowledged");
  }

  @Test
  void a_hole_in_an_older_batch_is_damage() throws IOException {
    TestedJournal tested = TestedJournal.opened(1);
    tested.append("x");
    tested.append("a".repeat(100), "b", "c");
    tested.append("d");
    tested.disk.flip(tested.segments().getLast(), HEADER + HEAD + 1 + HEAD + 50, 1);
    DamagedJournal damage = catchThrowableOfType(DamagedJournal.class, tested::open);
    assertThat(damage.file()).isEqualTo(tested.segments().getLast());
    assertThat(damage.offset()).isEqualTo(HEADER + HEAD + 1);
    assertThat(damage.first()).isEqualTo(2);
    assertThat(damage.last()).isEqualTo(4);
    assertThat(damage)
        .hasMessage(
            "forum-data/journal/0000000000000000001.log is damaged at byte 89: records 2 to 4 were"
                + " acknowledged and cannot be read; copy the data folder away, then put the file"
                + " back from a backup");
  }

  @Test
  void a_journal_that_ends_before_its_checkpoint_is_damaged() throws IOException {
    TestedJournal tested = TestedJournal.opened(1);
    tested.append("a");
    tested.append("b");
    tested.checkpoint(2);
    wipe(tested, HEADER + HEAD + 1);
    assertThatThrownBy(tested::open).isInstanceOf(DamagedJournal.class);
  }

  @Test
  void what_a_start_has_found_counts_as_acknowledged() throws IOException {
    TestedJournal tested = crashedJournal();
    tested.reopen();
    tested.disk.crash(Crash.KILL);
    tested.disk.flip(tested.segments().getLast(), HEADER + 3 * HEAD + 2, 1);
    assertThatThrownBy(tested::open).isInstanceOf(DamagedJournal.class);
  }

  @Test
  void what_a_start_without_room_has_found_counts_as_acknowledged() throws IOException {
    TestedJournal tested = crashedJournal();
    tested.disk.quota(0);
    tested.reopen();
    tested.disk.crash(Crash.KILL);
    tested.disk.flip(tested.segments().getLast(), HEADER + 3 * HEAD + 2, 1);
    assertThatThrownBy(tested::open).isInstanceOf(DamagedJournal.class);
  }

  @Test
  void what_was_cut_without_room_for_a_copy_does_not_come_back() throws IOException {
    TestedJournal tested = TestedJournal.opened(1);
    tested.append("x");
    tested.open();
    tested.append("a".repeat(100), "b", "c");
    tested.disk.flip(tested.segments().getLast(), HEADER + HEAD + 1 + HEAD + 50, 1);
    tested.disk.quota(0);
    tested.open();
    tested.append("A".repeat(100));
    tested.disk.crash(Crash.KILL);
    tested.open();
    assertThat(tested.records(0)).containsExactly("x", "A".repeat(100));
  }

  @Test
  void the_first_batch_of_a_segment_is_known_to_be_safe() throws IOException {
    TestedJournal tested = TestedJournal.opened(1);
    tested.append("x".repeat(800));
    tested.append("x".repeat(800));
    tested.disk.crash(Crash.KILL);
    tested.disk.flip(tested.segments().getLast(), HEADER + HEAD + 100, 1);
    assertThatThrownBy(tested::open).isInstanceOf(DamagedJournal.class);
  }

  @Test
  void a_damaged_journal_is_left_as_it_is() throws IOException {
    TestedJournal tested = TestedJournal.opened(1);
    tested.append("a");
    tested.append("b");
    tested.disk.flip(tested.segments().getLast(), HEADER + 1, 1);
    byte[] before = tested.disk.readAll(tested.segments().getLast());
    assertThatThrownBy(tested::open).isInstanceOf(DamagedJournal.class);
    assertThatThrownBy(tested::open).isInstanceOf(DamagedJournal.class);
    assertThat(tested.disk.readAll(tested.segments().getLast())).isEqualTo(before);
  }

  @Test
  void a_missing_segment_is_noticed() throws IOException {
    for (Path segment : closedJournal().segments().subList(0, 2)) {
      TestedJournal tested = closedJournal();
      tested.disk.delete(segment);
      assertThatThrownBy(tested::reopen).as("no %s", segment).isInstanceOf(DamagedJournal.class);
    }
  }

  @Test
  void every_flipped_byte_of_a_closed_journal_is_noticed_or_was_not_in_use() throws IOException {
    List<Path> segments = closedJournal().segments();
    for (Path segment : segments) {
      int end = end(closedJournal(), segment);
      for (int at = 0; at < TestedJournal.SEGMENT_BYTES; at++) {
        for (int mask : MASKS) {
          TestedJournal tested = closedJournal();
          tested.disk.flip(segment, at, mask);
          if (at < end) {
            assertThatThrownBy(tested::reopen).isInstanceOf(DamagedJournal.class);
          } else {
            tested.reopen();
          }
        }
      }
    }
  }

  @Test
  void every_flipped_byte_after_a_crash_costs_at_most_the_last_batch_and_is_said()
      throws IOException {
    Path segment = crashedJournal().segments().getLast();
    int lastBatch = HEADER + HEAD + 1;
    for (int at = 0; at < end(crashedJournal(), segment); at++) {
      TestedJournal tested = crashedJournal();
      tested.disk.flip(segment, at, 0x10);
      try {
        tested.open();
      } catch (DamagedJournal noticed) {
        continue;
      }
      assertThat(at).isGreaterThanOrEqualTo(lastBatch);
      assertThat(tested.records(0)).startsWith("a").isSubsetOf("a", "b");
      assertThat(tested.journal().tornTail()).isPresent();
    }
  }

  private static TestedJournal crashedJournal() throws IOException {
    TestedJournal tested = TestedJournal.opened(1);
    tested.append("a");
    tested.append("b", "c");
    tested.disk.crash(Crash.KILL);
    return tested;
  }

  /// Three segments of two records each, closed as it should be.
  private static TestedJournal closedJournal() throws IOException {
    TestedJournal tested = TestedJournal.opened(1);
    for (int i = 0; i < 6; i++) {
      tested.append("x".repeat(400) + i);
    }
    tested.journal().close();
    return tested;
  }

  /// Where the records end, and the mark begins if there is one.
  private static int end(TestedJournal tested, Path segment) throws IOException {
    long first = Long.parseLong(segment.getFileName().toString().substring(0, 19));
    SegmentReader reader = SegmentReader.open(tested.disk, segment, first, first);
    int end = reader.end();
    for (JournalRecord it = reader.next(); it != null; it = reader.next()) {
      end = it.end();
    }
    return end;
  }
}
