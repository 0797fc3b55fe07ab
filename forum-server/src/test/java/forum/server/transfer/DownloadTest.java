package forum.server.transfer;

import static forum.server.transfer.TransferWorld.HANS;
import static forum.server.transfer.TransferWorld.SESSION;
import static forum.server.transfer.TransferWorld.bytes;
import static forum.server.transfer.TransferWorld.granted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import forum.machine.Disk;
import forum.machine.FileSystemDisk;
import forum.protocol.Code;
import forum.protocol.Limits;
import forum.protocol.Reply;
import forum.protocol.transfer.Receiver;
import forum.protocol.transfer.Refusal;
import forum.protocol.transfer.Sha256;
import forum.protocol.transfer.TransferFrame;
import forum.protocol.transfer.TransferRefused;
import forum.server.model.ServerLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DownloadTest {
  private static final int FRAME = Limits.TRANSFER_FRAME_BYTES;

  @TempDir Path folder;
  private TransferWorld world;

  @BeforeEach
  void open() throws IOException {
    world = new TransferWorld(FileSystemDisk.at(folder));
  }

  @AfterEach
  void close() {
    world.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, FRAME - 1, FRAME, FRAME + 1, 3 * FRAME + 17})
  void an_attachment_comes_back_as_it_was(int size) throws Exception {
    byte[] bytes = bytes(size);
    world.upload(bytes);
    assertThat(fetch(world.downloadGrant(bytes), bytes, 0)).isEqualTo(bytes);
    assertThat(world.end())
        .isInstanceOfSatisfying(
            TransferResult.Ended.class, ended -> assertThat(ended.bytes()).isEqualTo(size));
  }

  @Test
  void a_download_goes_on_from_any_offset() throws Exception {
    byte[] bytes = bytes(2 * FRAME);
    world.upload(bytes);
    for (int offset : new int[] {1, FRAME - 1, FRAME, 2 * FRAME - 1, 2 * FRAME}) {
      assertThat(fetch(world.downloadGrant(bytes), bytes, offset))
          .isEqualTo(Arrays.copyOfRange(bytes, offset, bytes.length));
      world.end();
    }
  }

  @Test
  void an_offset_behind_the_end_is_malformed() throws Exception {
    byte[] bytes = bytes(10);
    world.upload(bytes);
    try (RawPeer peer = RawPeer.with(world.downloadGrant(bytes), 11)) {
      assertThat(world.failure().reason()).isEqualTo(TransferResult.Reason.MALFORMED);
      assertThat(peer.isLeftWithoutWord()).isTrue();
    }
  }

  @Test
  void the_bytes_stay_while_a_ticket_for_them_can_be_used() throws Exception {
    byte[] bytes = bytes(1000);
    world.upload(bytes);
    Reply.Grant grant = world.downloadGrant(bytes);
    world.pass(Duration.ofSeconds(ServerLimits.STAGED_SECONDS));
    world.blobs.release(Sha256.of(bytes).hex());
    Reply.Grant again = world.downloadGrant(bytes);
    world.desk.tick();
    assertThat(again).isEqualTo(grant);
    assertThat(fetch(grant, bytes, 0)).isEqualTo(bytes);
    world.end();
    world.pass(Duration.ofSeconds(1));
    world.desk.tick();
    assertThat(world.disk.list(Blobs.FOLDER)).isEmpty();
  }

  @Test
  void bytes_that_have_rotted_are_sent_but_found_by_the_client() throws Exception {
    byte[] bytes = bytes(1000);
    world.upload(bytes);
    byte[] rotten = bytes.clone();
    rotten[500] ^= 1;
    Files.write(folder.resolve(Blobs.path(Sha256.of(bytes))), rotten);
    assertThatThrownBy(() -> fetch(world.downloadGrant(bytes), bytes, 0))
        .isInstanceOfSatisfying(
            TransferRefused.class, e -> assertThat(e.refusal()).isEqualTo(Refusal.CHECKSUM));
  }

  @Test
  void an_attachment_that_is_gone_is_refused_with_a_sentence() throws Exception {
    byte[] bytes = bytes(10);
    try (RawPeer peer = RawPeer.with(world.downloadGrant(bytes), 0)) {
      assertThatThrownBy(peer::go)
          .isInstanceOf(TransferRefused.class)
          .hasMessage("the attachment cannot be read");
    }
  }

  @Test
  void a_client_that_confirms_nothing_is_dropped() throws Exception {
    byte[] bytes = bytes(10);
    world.upload(bytes);
    try (RawPeer peer = RawPeer.with(world.downloadGrant(bytes), 0)) {
      peer.go();
      world.next();
      peer.in.read(TransferFrame.Data.class);
      peer.in.read(TransferFrame.End.class);
      while (world.results.isEmpty()) {
        world.pass(Duration.ofSeconds(ServerLimits.TRANSFER_CONFIRM_SECONDS));
        world.desk.tick();
      }
      assertThat(world.failure().reason()).isEqualTo(TransferResult.Reason.SLOW);
    }
  }

  @Test
  void a_client_that_reads_nothing_is_dropped() throws Exception {
    byte[] bytes = bytes(64 * 1024 * 1024);
    world.upload(bytes);
    try (RawPeer peer = RawPeer.with(world.downloadGrant(bytes), 0)) {
      peer.go();
      world.next();
      while (world.results.isEmpty()) {
        world.pass(Duration.ofSeconds(ServerLimits.TRANSFER_WINDOW_SECONDS));
        world.desk.tick();
        Thread.yield();
      }
      assertThat(world.failure().reason()).isEqualTo(TransferResult.Reason.SLOW);
    }
  }

  @Test
  void a_piece_of_an_open_file_is_a_view() throws Exception {
    byte[] bytes = bytes(300_000);
    Files.write(folder.resolve("view"), bytes);
    Disk.File file = world.disk.open(Path.of("view"), Disk.Mode.READ);
    Files.delete(folder.resolve("view"));
    Reply.View view = new Reply.View(7, 1000, 200_000);
    Reply reply = world.desk.view(SESSION, HANS, file, view);
    assertThat(reply.view()).isEqualTo(view);
    Reply.Grant grant = granted(reply);
    assertThat(grant.size()).isEqualTo(199_000);
    assertThat(grant.sha256()).isNull();
    byte[] expected = Arrays.copyOfRange(bytes, 1000, 200_000);
    assertThat(fetch(grant, expected, 0)).isEqualTo(expected);
    world.end();
    assertThatThrownBy(file::size).isInstanceOf(IOException.class);
  }

  @Test
  void a_view_that_nobody_fetches_is_closed_with_its_ticket() throws Exception {
    Files.write(folder.resolve("view"), bytes(10));
    Disk.File file = world.disk.open(Path.of("view"), Disk.Mode.READ);
    Disk.File again = world.disk.open(Path.of("view"), Disk.Mode.READ);
    Reply.View view = new Reply.View(7, 0, 10);
    Reply first = world.desk.view(SESSION, HANS, file, view);
    assertThat(world.desk.view(SESSION, HANS, again, view)).isEqualTo(first);
    assertThatThrownBy(again::size).isInstanceOf(IOException.class);
    assertThat(file.size()).isEqualTo(10);
    world.pass(Duration.ofSeconds(ServerLimits.TICKET_SECONDS));
    world.desk.tick();
    assertThatThrownBy(file::size).isInstanceOf(IOException.class);
  }

  @Test
  void a_view_that_is_refused_is_closed() throws Exception {
    Files.write(folder.resolve("view"), bytes(10));
    Disk.File file = world.disk.open(Path.of("view"), Disk.Mode.READ);
    world.desk.stop();
    assertThat(world.desk.view(SESSION, HANS, file, new Reply.View(7, 0, 10)).code())
        .isEqualTo(Code.BUSY);
    assertThatThrownBy(file::size).isInstanceOf(IOException.class);
  }

  @Test
  void a_file_that_has_shrunk_is_refused_in_the_middle() throws Exception {
    Files.write(folder.resolve("view"), bytes(10));
    Disk.File file = world.disk.open(Path.of("view"), Disk.Mode.READ);
    Reply.Grant grant =
        granted(world.desk.view(SESSION, HANS, file, new Reply.View(7, 0, 1_000_000)));
    assertThatThrownBy(() -> fetch(grant, bytes(1_000_000), 0))
        .isInstanceOf(TransferRefused.class)
        .hasMessageContaining("shorter");
  }

  @Test
  void a_text_is_a_view() throws Exception {
    byte[] text = "general\nlab\n".repeat(20_000).getBytes(StandardCharsets.UTF_8);
    Reply.View view = new Reply.View(3, 8, text.length);
    Reply.Grant grant = granted(world.desk.view(SESSION, HANS, LongText.of(text), view));
    byte[] expected = Arrays.copyOfRange(text, 8, text.length);
    assertThat(fetch(grant, expected, 0)).isEqualTo(expected);
  }

  @Test
  void a_view_is_fetched_from_its_start() throws Exception {
    LongText text = LongText.of(new byte[100]);
    Reply.Grant grant = granted(world.desk.view(SESSION, HANS, text, new Reply.View(3, 0, 100)));
    try (RawPeer peer = RawPeer.with(grant, 1)) {
      assertThat(peer.isLeftWithoutWord()).isTrue();
    }
  }

  /// Fetches from `offset` on and checks and confirms it.
  private static byte[] fetch(Reply.Grant grant, byte[] known, int offset) throws Exception {
    try (RawPeer peer = RawPeer.with(grant, offset)) {
      TransferFrame.Go go = peer.go();
      assertThat(go).isEqualTo(new TransferFrame.Go(offset, known.length));
      ByteArrayOutputStream fetched = new ByteArrayOutputStream();
      MessageDigest digest = Sha256.computation();
      digest.update(known, 0, offset);
      new Receiver(peer.in, count -> {})
          .receive((bytes, position) -> copy(bytes, fetched), digest, offset, go.size());
      peer.out.write(new TransferFrame.Done());
      return fetched.toByteArray();
    }
  }

  private static void copy(ByteBuffer bytes, ByteArrayOutputStream to) {
    to.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
  }
}
