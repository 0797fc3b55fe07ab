package forum.server.transfer;

import static forum.server.transfer.TransferWorld.THREAD;
import static forum.server.transfer.TransferWorld.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import forum.machine.FileSystemDisk;
import forum.protocol.FileName;
import forum.protocol.transfer.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttachmentsTest {
  private static final byte[] FILE = bytes(1000);
  private static final byte[] OTHER = bytes(999);
  private static final FileName NAME = new FileName("plan b.pdf");

  @TempDir Path folder;
  private TransferWorld world;
  private Attachments attachments;
  private Path shown;

  @BeforeEach
  void upload() throws Exception {
    world = new TransferWorld(FileSystemDisk.at(folder));
    world.upload(FILE);
    world.upload(OTHER);
    attachments = new Attachments(world.disk, name -> name.replace(" ", "%20"));
    shown = folder.resolve("attachments/general/plan%20b.pdf");
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void an_attachment_can_be_found_by_its_name() throws IOException {
    publish(FILE);
    assertThat(shown).hasBinaryContent(FILE);
  }

  @Test
  void publishing_again_changes_nothing() throws IOException {
    publish(FILE);
    publish(FILE);
    assertThat(shown).hasBinaryContent(FILE);
    assertThat(world.disk.list(Path.of("attachments/general"))).hasSize(1);
  }

  @Test
  void what_a_removed_thread_has_left_behind_gives_way() throws IOException {
    publish(OTHER);
    publish(FILE);
    assertThat(shown).hasBinaryContent(FILE);
  }

  @Test
  void a_withdrawn_attachment_is_gone_with_its_folder_and_the_blob_is_not() throws IOException {
    publish(FILE);
    attachments.withdraw(THREAD, List.of(NAME));
    assertThat(shown.getParent()).doesNotExist();
    assertThat(world.blob(FILE)).isEqualTo(FILE);
    attachments.withdraw(THREAD, List.of(NAME));
  }

  @Test
  void a_file_that_somebody_put_there_stays() throws IOException {
    publish(FILE);
    Path own = Files.writeString(shown.resolveSibling("notes"), "mine");
    attachments.withdraw(THREAD, List.of(NAME));
    assertThat(own).hasContent("mine");
    assertThat(shown).doesNotExist();
  }

  private void publish(byte[] bytes) throws IOException {
    attachments.publish(Sha256.of(bytes).hex(), THREAD, NAME);
  }
}
