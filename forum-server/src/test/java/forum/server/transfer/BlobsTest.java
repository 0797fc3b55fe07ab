package forum.server.transfer;

import static forum.server.transfer.TransferWorld.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import forum.machine.Disk;
import forum.machine.FileSystemDisk;
import forum.protocol.transfer.Sha256;
import forum.server.model.ServerLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BlobsTest {
  private static final byte[] FILE = bytes(1000);
  private static final Sha256 DIGEST = Sha256.of(FILE);
  private static final Duration STAGED = Duration.ofSeconds(ServerLimits.STAGED_SECONDS);

  @TempDir Path folder;
  private TransferWorld world;

  @BeforeEach
  void upload() throws Exception {
    world = new TransferWorld(FileSystemDisk.at(folder));
    world.upload(FILE);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void what_was_uploaded_and_never_attached_is_deleted_after_ten_minutes() throws IOException {
    pass(STAGED.minusSeconds(1));
    assertThat(isThere()).isTrue();
    pass(Duration.ofSeconds(1));
    assertThat(isThere()).isFalse();
  }

  @Test
  void what_was_attached_stays() throws IOException {
    world.referenced.add(DIGEST.hex());
    pass(STAGED.multipliedBy(2));
    assertThat(isThere()).isTrue();
    assertThat(world.blobs.hasDoubtful()).isFalse();
  }

  @Test
  void a_claim_keeps_the_bytes_until_the_attachment_is_durable() throws IOException {
    pass(STAGED.minusSeconds(1));
    assertThat(world.blobs.claim(DIGEST.hex(), FILE.length)).isTrue();
    pass(STAGED.minusSeconds(1));
    assertThat(isThere()).isTrue();
  }

  @Test
  void other_sizes_and_other_names_are_not_there() {
    assertThat(world.blobs.claim(DIGEST.hex(), FILE.length + 1)).isFalse();
    assertThat(world.blobs.claim("0".repeat(64), FILE.length)).isFalse();
    assertThat(world.blobs.claim("../" + DIGEST.hex(), FILE.length)).isFalse();
  }

  @Test
  void the_last_reference_takes_the_bytes_with_it() throws IOException {
    world.referenced.add(DIGEST.hex());
    pass(STAGED);
    world.blobs.release(DIGEST.hex());
    pass(Duration.ofSeconds(1));
    assertThat(isThere()).as("still referred to from another thread").isTrue();
    world.referenced.clear();
    world.blobs.release(DIGEST.hex());
    pass(Duration.ofSeconds(1));
    assertThat(isThere()).isFalse();
  }

  @Test
  void a_removal_does_not_take_bytes_that_were_just_uploaded_again() throws Exception {
    pass(STAGED.dividedBy(2));
    world.upload(FILE);
    world.blobs.release(DIGEST.hex());
    pass(Duration.ofSeconds(1));
    assertThat(isThere()).isTrue();
  }

  @Test
  void a_start_gives_unreferenced_bytes_ten_minutes() throws IOException {
    Files.write(folder.resolve(Blobs.FOLDER).resolve("notes"), FILE);
    try (TransferWorld next = new TransferWorld(world.disk)) {
      next.blobs.collect(next.referenced::contains);
      next.desk.tick();
      assertThat(isThere()).isTrue();
      next.pass(STAGED);
      next.desk.tick();
      assertThat(isThere()).isFalse();
      assertThat(world.disk.list(Blobs.FOLDER)).containsExactly("notes");
    }
  }

  @Test
  void a_start_keeps_what_is_referred_to() throws IOException {
    try (TransferWorld next = new TransferWorld(world.disk)) {
      next.blobs.collect(DIGEST.hex()::equals);
      next.pass(STAGED);
      next.desk.tick();
      assertThat(isThere()).isTrue();
    }
  }

  private void pass(Duration time) {
    world.pass(time);
    world.desk.tick();
  }

  private boolean isThere() throws IOException {
    Disk disk = world.disk;
    return disk.exists(Blobs.path(DIGEST));
  }
}
