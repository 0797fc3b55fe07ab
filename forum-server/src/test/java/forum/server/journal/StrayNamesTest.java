package forum.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import forum.machine.Disk;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What somebody has put beside the segments of a journal.
class StrayNamesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "9999999999999999999.log",
        "9223372036854775808.log",
        "1.log",
        "x.log",
        "0000000000000000001.ckpt"
      })
  void a_file_that_no_record_can_begin_is_passed_over(String name) throws IOException {
    TestedJournal tested = TestedJournal.opened(1);
    tested.append("a");
    for (Path folder : new Path[] {TestedJournal.FOLDER, TestedJournal.FOLDER.resolve("archive")}) {
      tested.disk.open(folder.resolve(name), Disk.Mode.CREATE).close();
    }
    tested.reopen();
    assertThat(tested.records(0)).containsExactly("a");
  }

  @Test
  void the_largest_number_there_can_be_is_one() throws IOException {
    TestedJournal tested = TestedJournal.opened(1);
    Path largest = TestedJournal.FOLDER.resolve(Long.MAX_VALUE + ".log");
    tested.disk.open(largest, Disk.Mode.CREATE).close();
    assertThat(JournalFolder.view(tested.disk, TestedJournal.FOLDER).live())
        .containsEntry(Long.MAX_VALUE, largest);
  }
}
