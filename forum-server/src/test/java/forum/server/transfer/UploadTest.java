package forum.server.transfer;

import static forum.server.transfer.TransferWorld.HANS;
import static forum.server.transfer.TransferWorld.SESSION;
import static forum.server.transfer.TransferWorld.YODA;
import static forum.server.transfer.TransferWorld.bytes;
import static forum.server.transfer.TransferWorld.granted;
import static forum.server.transfer.TransferWorld.offer;
import static forum.server.transfer.TransferWorld.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import forum.machine.FileSystemDisk;
import forum.protocol.Code;
import forum.protocol.Limits;
import forum.protocol.Reply;
import forum.protocol.transfer.Refusal;
import forum.protocol.transfer.Sha256;
import forum.protocol.transfer.TransferFrame;
import forum.protocol.transfer.TransferRefused;
import forum.server.model.ServerLimits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class UploadTest {
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
  void an_upload_becomes_a_blob(int size) throws Exception {
    byte[] bytes = bytes(size);
    try (RawPeer peer = RawPeer.with(world.grant(bytes), 0)) {
      assertThat(peer.go()).isEqualTo(new TransferFrame.Go(0, size));
      peer.sendRaw(stream(bytes, 0), stream(bytes, 0).length);
      peer.in.read(TransferFrame.Done.class);
      assertThat(world.blob(bytes)).isEqualTo(bytes);
    }
    assertThat(world.end())
        .isInstanceOfSatisfying(
            TransferResult.Ended.class, ended -> assertThat(ended.bytes()).isEqualTo(size));
    assertThat(world.disk.list(Parts.FOLDER)).isEmpty();
    assertThat(world.blobs.claim(Sha256.of(bytes).hex(), size)).isTrue();
  }

  @Test
  void the_loop_is_told_who_has_come() throws Exception {
    byte[] bytes = bytes(10);
    try (RawPeer peer = RawPeer.with(world.grant(bytes), 0)) {
      peer.go();
      assertThat(world.next())
          .isInstanceOfSatisfying(
              TransferResult.Began.class,
              began -> {
                assertThat(began.offer().user()).isEqualTo(HANS);
                assertThat(began.offer().sid()).isEqualTo(SESSION);
                assertThat(began.offset()).isZero();
              });
    }
  }

  @Test
  void an_upload_that_is_cut_anywhere_goes_on_where_it_was_cut() throws Exception {
    byte[] bytes = bytes(3 * FRAME + 100);
    byte[] stream = stream(bytes, 0);
    int[] cuts = {
      0,
      1,
      4,
      5,
      6,
      FRAME + 4,
      FRAME + 5,
      FRAME + 6,
      2 * FRAME + 10,
      2 * FRAME + 1000,
      stream.length - 38,
      stream.length - 37,
      stream.length - 36,
      stream.length - 1
    };
    for (int cut : cuts) {
      world.forget();
      cutAfter(bytes, stream, cut);
      long wholeFrames = Math.min(bytes.length, cut / (FRAME + 5) * (long) FRAME);
      if (cut >= stream.length - 37) {
        wholeFrames = bytes.length;
      }
      Reply.Grant grant = world.grant(bytes);
      assertThat(grant.resumeAt()).as("cut after %s", cut).isEqualTo(wholeFrames);
      world.upload(bytes);
      assertThat(world.blob(bytes)).isEqualTo(bytes);
    }
  }

  private void cutAfter(byte[] bytes, byte[] stream, int cut) throws Exception {
    try (RawPeer peer = RawPeer.with(world.grant(bytes), 0)) {
      peer.go();
      peer.sendRaw(stream, cut);
    }
    assertThat(world.failure().reason()).isEqualTo(TransferResult.Reason.CUT);
    assertThat(world.blobs.claim(Sha256.of(bytes).hex(), bytes.length)).isFalse();
  }

  @Test
  void a_part_belongs_to_one_user_and_one_place() throws Exception {
    byte[] bytes = bytes(2 * FRAME);
    cutAfter(bytes, stream(bytes, 0), FRAME + 5);
    assertThat(world.grant(bytes).resumeAt()).isEqualTo(FRAME);
    assertThat(granted(world.desk.upload(SESSION, HANS, offer("b.bin", bytes))).resumeAt())
        .isZero();
    assertThat(granted(world.desk.upload("0ther", YODA, offer("a.bin", bytes))).resumeAt())
        .isZero();
  }

  @Test
  void a_part_survives_a_restart() throws Exception {
    byte[] bytes = bytes(2 * FRAME);
    cutAfter(bytes, stream(bytes, 0), FRAME + 5);
    world.close();
    world = new TransferWorld(world.disk);
    assertThat(world.grant(bytes).resumeAt()).isEqualTo(FRAME);
    world.upload(bytes);
  }

  @Test
  void bytes_that_are_there_need_not_be_sent_again() throws Exception {
    byte[] bytes = bytes(1000);
    world.upload(bytes);
    Reply.Grant grant = granted(world.desk.upload("0ther", YODA, offer("b.bin", bytes)));
    assertThat(grant.resumeAt()).isEqualTo(1000);
    try (RawPeer peer = RawPeer.with(grant, 0)) {
      assertThat(peer.go().offset()).isEqualTo(1000);
      peer.out.write(new TransferFrame.End(Sha256.of(bytes)));
      peer.in.read(TransferFrame.Done.class);
    }
  }

  @Test
  void a_blob_that_has_rotted_is_replaced_by_the_next_upload() throws Exception {
    byte[] bytes = bytes(1000);
    world.upload(bytes);
    Files.write(folder.resolve(Blobs.path(Sha256.of(bytes))), new byte[1000]);
    world.upload(bytes);
    assertThat(world.blob(bytes)).isEqualTo(bytes);
  }

  @Test
  void bytes_that_are_not_those_announced_are_refused_and_leave_nothing() throws Exception {
    byte[] announced = bytes(FRAME + 5);
    byte[] sent = announced.clone();
    sent[FRAME + 1] ^= 1;
    try (RawPeer peer = RawPeer.with(world.grant(announced), 0)) {
      peer.go();
      peer.sendRaw(stream(sent, 0), stream(sent, 0).length);
      assertRefused(peer, Refusal.CHECKSUM);
    }
    assertThat(world.failure().reason()).isEqualTo(TransferResult.Reason.CHECKSUM);
    assertNothingIsThere(announced);
  }

  @Test
  void a_byte_that_turns_on_the_way_is_found() throws Exception {
    byte[] bytes = bytes(FRAME + 5);
    byte[] stream = stream(bytes, 0);
    stream[1000] ^= 1;
    try (RawPeer peer = RawPeer.with(world.grant(bytes), 0)) {
      peer.go();
      peer.sendRaw(stream, stream.length);
      assertRefused(peer, Refusal.CHECKSUM);
    }
    assertThat(world.failure().reason()).isEqualTo(TransferResult.Reason.CHECKSUM);
    assertNothingIsThere(bytes);
  }

  @Test
  void more_bytes_than_announced_are_malformed() throws Exception {
    byte[] bytes = bytes(100);
    try (RawPeer peer = RawPeer.with(world.grant(bytes), 0)) {
      peer.go();
      peer.out.write(new TransferFrame.Data(ByteBuffer.allocate(101)));
      assertThat(world.failure().reason()).isEqualTo(TransferResult.Reason.MALFORMED);
    }
    assertNothingIsThere(bytes);
  }

  @Test
  void a_client_may_give_up() throws Exception {
    byte[] bytes = bytes(100);
    try (RawPeer peer = RawPeer.with(world.grant(bytes), 0)) {
      peer.go();
      peer.out.write(new TransferFrame.Refused(Refusal.CHECKSUM, "the file has changed"));
      TransferResult.Failed failed = world.failure();
      assertThat(failed.reason()).isEqualTo(TransferResult.Reason.GIVEN_UP);
      assertThat(failed.detail()).isEqualTo("the file has changed");
    }
    assertNothingIsThere(bytes);
  }

  private static void assertRefused(RawPeer peer, Refusal refusal) {
    assertThatThrownBy(() -> peer.in.read(TransferFrame.Done.class))
        .isInstanceOfSatisfying(
            TransferRefused.class, e -> assertThat(e.refusal()).isEqualTo(refusal));
  }

  private void assertNothingIsThere(byte[] bytes) throws IOException {
    assertThat(world.disk.list(Parts.FOLDER)).isEmpty();
    assertThat(world.disk.list(Blobs.FOLDER)).isEmpty();
    assertThat(world.blobs.claim(Sha256.of(bytes).hex(), bytes.length)).isFalse();
  }

  @Test
  void a_client_that_sends_too_slowly_is_dropped_and_its_part_kept() throws Exception {
    byte[] bytes = bytes(3 * FRAME);
    try (RawPeer peer = RawPeer.with(world.grant(bytes), 0)) {
      peer.go();
      peer.sendRaw(stream(bytes, 0), FRAME + 5);
      awaitRemaining(2 * FRAME);
      pass(ServerLimits.TRANSFER_WINDOW_SECONDS);
      pass(ServerLimits.TRANSFER_WINDOW_SECONDS);
      assertThat(world.failure().reason()).isEqualTo(TransferResult.Reason.SLOW);
      assertThat(peer.isLeftWithoutWord()).isTrue();
    }
    assertThat(world.grant(bytes).resumeAt()).isEqualTo(FRAME);
  }

  @Test
  void a_client_that_is_fast_enough_is_not_dropped() throws Exception {
    byte[] bytes = bytes(5 * FRAME);
    byte[] stream = stream(bytes, 0);
    try (RawPeer peer = RawPeer.with(world.grant(bytes), 0)) {
      peer.go();
      for (int frame = 0; frame < 5; frame++) {
        ByteBuffer part = ByteBuffer.wrap(stream, frame * (FRAME + 5), FRAME + 5);
        while (part.hasRemaining()) {
          peer.socket.write(part);
        }
        awaitRemaining((4 - frame) * (long) FRAME);
        pass(ServerLimits.TRANSFER_WINDOW_SECONDS);
      }
      peer.out.write(new TransferFrame.End(Sha256.of(bytes)));
      peer.in.read(TransferFrame.Done.class);
    }
  }

  private void pass(int seconds) {
    world.pass(Duration.ofSeconds(seconds));
    world.desk.tick();
  }

  private void awaitRemaining(long bytes) {
    while (world.desk.running().getFirst().remaining() > bytes) {
      Thread.onSpinWait();
    }
  }

  @Test
  void a_second_connection_for_the_same_upload_takes_the_place_of_the_first() throws Exception {
    byte[] bytes = bytes(2 * FRAME);
    try (RawPeer first = RawPeer.with(world.grant(bytes), 0)) {
      first.go();
      first.sendRaw(stream(bytes, 0), FRAME + 5);
      world.next();
      try (RawPeer second = RawPeer.with(world.grant(bytes), 0)) {
        assertThat(world.next())
            .isInstanceOfSatisfying(
                TransferResult.Failed.class,
                failed -> assertThat(failed.reason()).isEqualTo(TransferResult.Reason.SUPERSEDED));
        byte[] rest = stream(bytes, second.go().offset());
        second.sendRaw(rest, rest.length);
        second.in.read(TransferFrame.Done.class);
      }
    }
    assertThat(world.blob(bytes)).isEqualTo(bytes);
  }

  @Test
  void another_session_does_not_interrupt_an_upload_that_runs() throws Exception {
    byte[] bytes = bytes(100);
    try (RawPeer peer = RawPeer.with(world.grant(bytes), 0)) {
      peer.go();
      assertThat(world.desk.upload("0ther", HANS, offer("a.bin", bytes)).code())
          .isEqualTo(Code.BUSY);
      peer.sendRaw(stream(bytes, 0), stream(bytes, 0).length);
      peer.in.read(TransferFrame.Done.class);
    }
  }

  @Test
  void a_user_keeps_eight_parts_and_the_oldest_goes_first() throws Exception {
    byte[] bytes = bytes(2 * FRAME);
    for (int i = 0; i < ServerLimits.PARTS_PER_USER + 2; i++) {
      Reply.Grant grant = granted(world.desk.upload(SESSION, HANS, offer("file" + i, bytes)));
      try (RawPeer peer = RawPeer.with(grant, 0)) {
        peer.go();
        peer.sendRaw(stream(bytes, 0), FRAME + 5);
      }
      world.failure();
      world.pass(Duration.ofSeconds(1));
    }
    assertThat(world.disk.list(Parts.FOLDER)).hasSizeLessThanOrEqualTo(9);
    assertThat(granted(world.desk.upload(SESSION, HANS, offer("file0", bytes))).resumeAt())
        .isZero();
    assertThat(granted(world.desk.upload(SESSION, HANS, offer("file9", bytes))).resumeAt())
        .isEqualTo(FRAME);
  }

  @Test
  void a_part_that_is_a_day_old_is_deleted_at_the_next_start() throws Exception {
    byte[] bytes = bytes(2 * FRAME);
    cutAfter(bytes, stream(bytes, 0), FRAME + 5);
    world.pass(Duration.ofHours(ServerLimits.PART_HOURS).plusSeconds(1));
    Parts parts = new Parts(world.disk, 0, world.clock);
    parts.prune();
    assertThat(world.disk.list(Parts.FOLDER)).isEmpty();
  }
}
