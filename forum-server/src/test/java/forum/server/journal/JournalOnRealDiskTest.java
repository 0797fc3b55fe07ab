package forum.server.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import forum.machine.Chance;
import forum.machine.Disk;
import forum.machine.FileSystemDisk;
import forum.machine.Ticker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalOnRealDiskTest {
  @TempDir Path folder;

  @Test
  void a_journal_lives_on_a_real_disk_with_segments_prepared_by_another_thread()
      throws IOException {
    List<String> expected = new ArrayList<>();
    for (int life = 0; life < 3; life++) {
      try (Journal journal = open()) {
        assertThat(records(journal)).isEqualTo(expected);
        for (int i = 0; i < 40; i++) {
          String text = life + " " + i + " " + "x".repeat(1000);
          expected.add(text);
          assertThat(journal.append(List.of(text.getBytes(UTF_8)))).isEqualTo(expected.size());
        }
        journal.checkpointed(journal.last() - 10);
      }
    }
    try (Journal journal = open()) {
      assertThat(records(journal)).isEqualTo(expected);
    }
  }

  @Test
  void a_segment_has_all_its_bytes_from_the_beginning() throws IOException {
    try (Journal journal = open()) {
      journal.append(List.of(new byte[1]));
    }
    assertThat(folder.resolve("journal").resolve("0000000000000000001.log")).hasSize(16 << 10);
  }

  private Journal open() throws IOException {
    Disk disk = FileSystemDisk.at(folder);
    JournalSettings settings =
        new JournalSettings(
            Path.of("journal"),
            16 << 10,
            Chance.system(),
            Ticker.system(),
            Thread::startVirtualThread);
    return Journal.open(disk, settings, 0);
  }

  private static List<String> records(Journal journal) throws IOException {
    List<String> records = new ArrayList<>();
    journal.replay(0, (lsn, payload) -> records.add(new String(payload, UTF_8)));
    return records;
  }
}
