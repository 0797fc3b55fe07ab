package forum.server.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import forum.machine.DiskFull;
import forum.testkit.Fault;
import forum.testkit.Operation;
import forum.testkit.SimulatedDisk.Crash;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JournalRoomTest {
  private static final long TWO_SEGMENTS = 2L * TestedJournal.SEGMENT_BYTES;

  private final TestedJournal tested = new TestedJournal(1);

  @BeforeEach
  void open() throws IOException {
    tested.open();
  }

  @Test
  void a_full_disk_shows_before_anything_is_lost() throws IOException {
    tested.disk.capacity(TWO_SEGMENTS);
    fill();
    assertThat(tested.journal().room()).isLessThan(200);
    assertThat(tested.journal().shortage()).get().isInstanceOf(DiskFull.class);
    assertRefusedAndUnharmed();
  }

  @Test
  void a_quota_shows_just_as_a_full_disk_does() throws IOException {
    tested.disk.quota(TWO_SEGMENTS + 100);
    fill();
    assertThat(tested.journal().room()).isLessThan(200);
    assertRefusedAndUnharmed();
  }

  @Test
  void what_fits_is_still_taken() throws IOException {
    tested.disk.capacity(TWO_SEGMENTS);
    fill();
    int left = (int) tested.journal().room() - CommitLog.RECORD_BYTES;
    tested.append("x".repeat(left));
    assertThat(tested.journal().room()).isZero();
    assertThatThrownBy(() -> tested.append("")).isInstanceOf(DiskFull.class);
  }

  @Test
  void work_goes_on_once_there_is_room_again() throws IOException {
    tested.disk.capacity(TWO_SEGMENTS);
    fill();
    tested.disk.capacity(Long.MAX_VALUE);
    assertThat(tested.journal().room()).isLessThan(200);
    tested.ticker.pass(1_000_000_001);
    assertThat(tested.journal().room()).isGreaterThan(900);
    assertThat(tested.journal().shortage()).isEmpty();
    tested.append("x".repeat(800));
    tested.disk.crash(Crash.POWER);
    tested.reopen();
  }

  @Test
  void room_that_was_taken_in_vain_is_given_back() throws IOException {
    tested.disk.quota(TWO_SEGMENTS + 100);
    fill();
    assertThat(tested.disk.list(TestedJournal.FOLDER)).noneMatch(name -> name.endsWith(".tmp"));
  }

  @Test
  void a_spare_segment_that_fails_is_tried_again_and_harms_nothing() throws IOException {
    tested.append("x".repeat(800));
    tested.disk.failNext(Operation.FORCE_FOLDER, Fault.IO_ERROR);
    List<String> many = List.of("a".repeat(300), "b".repeat(300));
    assertThatThrownBy(() -> tested.append(many)).isNotNull();
    tested.disk.crash(Crash.POWER);
    tested.reopen();
    tested.append(many);
  }

  @Test
  void a_start_needs_no_room() throws IOException {
    tested.disk.capacity(TWO_SEGMENTS);
    fill();
    tested.disk.crash(Crash.KILL);
    tested.reopen();
    tested.append("still here");
    tested.disk.crash(Crash.POWER);
    tested.reopen();
    assertThat(tested.disk.list(TestedJournal.FOLDER)).noneMatch(name -> name.endsWith(".tmp"));
  }

  @Test
  void starts_without_room_do_not_use_up_the_rest() throws IOException {
    tested.disk.capacity(TWO_SEGMENTS);
    fill();
    tested.reopen();
    long room = tested.journal().room();
    tested.reopen();
    tested.journal().close();
    tested.reopen();
    assertThat(tested.journal().room()).isEqualTo(room);
  }

  /// Uses up both segments but for a little.
  private void fill() throws IOException {
    tested.append("x".repeat(800));
    tested.append("x".repeat(800));
  }

  private void assertRefusedAndUnharmed() throws IOException {
    assertThatThrownBy(() -> tested.append("x".repeat(300))).isInstanceOf(DiskFull.class);
    tested.append("still here");
    tested.disk.crash(Crash.POWER);
    tested.disk.capacity(Long.MAX_VALUE);
    tested.reopen();
  }
}
