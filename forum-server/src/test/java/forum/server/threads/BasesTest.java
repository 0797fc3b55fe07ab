package forum.server.threads;

import static org.assertj.core.api.Assertions.assertThat;

import forum.machine.FileSystemDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BasesTest {
  @TempDir Path folder;

  private final NaiveThread model = new NaiveThread(10, "general");
  private FileSystemDisk disk;
  private ThreadFiles files;
  private Extent extent;

  @BeforeEach
  void create() throws IOException, DamagedThread {
    disk = FileSystemDisk.at(folder);
    files = ThreadFiles.open(disk, 0);
    extent = files.create(model.key, model.header, 10).extent();
    extent = files.apply(model.key, extent, List.of(model.post("one")), 11);
  }

  @Test
  void a_file_begun_after_the_checkpoint_is_not_kept() throws IOException, DamagedThread {
    files.beginCheckpoint(9);
    edit(12);
    assertThat(disk.list(Bases.FOLDER)).isEmpty();
  }

  @Test
  void a_file_a_checkpoint_refers_to_is_kept_once() throws IOException, DamagedThread {
    files.beginCheckpoint(11);
    byte[] before = model.bytes();
    edit(12);
    edit(13);
    edit(14);
    assertThat(disk.list(Bases.FOLDER)).containsExactly("10.10");
    assertThat(folder.resolve("forum-data/base/10.10")).hasBinaryContent(before);
  }

  @Test
  void each_checkpoint_keeps_its_own() throws IOException, DamagedThread {
    files.beginCheckpoint(11);
    edit(12);
    files.beginCheckpoint(12);
    edit(13);
    edit(14);
    files.beginCheckpoint(14);
    edit(15);
    assertThat(disk.list(Bases.FOLDER)).containsExactlyInAnyOrder("10.10", "10.12", "10.14");
  }

  @Test
  void what_no_later_checkpoint_needs_is_released() throws IOException, DamagedThread {
    each_checkpoint_keeps_its_own();
    files.releaseBases(11);
    assertThat(disk.list(Bases.FOLDER)).containsExactlyInAnyOrder("10.10", "10.12", "10.14");
    files.releaseBases(12);
    assertThat(disk.list(Bases.FOLDER)).containsExactlyInAnyOrder("10.12", "10.14");
    files.releaseBases(14);
    assertThat(disk.list(Bases.FOLDER)).containsExactly("10.14");
    files.releaseBases(15);
    assertThat(disk.list(Bases.FOLDER)).isEmpty();
  }

  @Test
  void those_of_an_earlier_start_are_released_after_the_next_checkpoint()
      throws IOException, DamagedThread {
    files.beginCheckpoint(11);
    edit(12);
    files.close();
    Files.writeString(folder.resolve("forum-data/base/notes.txt"), "not ours");
    files = ThreadFiles.open(disk, 11);
    files.releaseBases(11);
    assertThat(disk.list(Bases.FOLDER)).containsExactlyInAnyOrder("10.10", "notes.txt");
    files.beginCheckpoint(12);
    files.releaseBases(11);
    assertThat(disk.list(Bases.FOLDER)).containsExactlyInAnyOrder("10.10", "notes.txt");
    files.releaseBases(12);
    assertThat(disk.list(Bases.FOLDER)).containsExactly("notes.txt");
  }

  @Test
  void only_what_changed_is_forced_again() throws IOException, DamagedThread {
    CheckpointFiles first = files.beginCheckpoint(11);
    assertThat(first.count()).isEqualTo(1);
    first.force();
    assertThat(files.beginCheckpoint(11).count()).isZero();
    edit(12);
    assertThat(files.beginCheckpoint(12).count()).isEqualTo(1);
  }

  @Test
  void what_an_abandoned_checkpoint_did_not_force_the_next_one_does() {
    files.beginCheckpoint(11);
    assertThat(files.beginCheckpoint(11).count()).isEqualTo(1);
  }

  @Test
  void a_removed_thread_needs_no_forcing() throws IOException {
    CheckpointFiles begun = files.beginCheckpoint(11);
    files.remove(model.key);
    begun.force();
    assertThat(files.beginCheckpoint(12).count()).isZero();
  }

  private void edit(long lsn) throws IOException, DamagedThread {
    extent = files.apply(model.key, extent, List.of(model.edit(1, "now " + lsn)), lsn);
  }
}
