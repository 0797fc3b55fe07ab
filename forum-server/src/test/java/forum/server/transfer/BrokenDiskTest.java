package forum.server.transfer;

import static forum.server.transfer.TransferWorld.bytes;
import static forum.server.transfer.TransferWorld.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import forum.protocol.Limits;
import forum.protocol.Reply;
import forum.protocol.transfer.Refusal;
import forum.protocol.transfer.Sha256;
import forum.protocol.transfer.TransferFrame;
import forum.protocol.transfer.TransferRefused;
import forum.testkit.Fault;
import forum.testkit.Operation;
import forum.testkit.SimulatedDisk;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class BrokenDiskTest {
  private static final int FRAME = Limits.TRANSFER_FRAME_BYTES;
  private static final byte[] FILE = bytes(4 * FRAME);

  private static final long NEVER = 0;

  private final SimulatedDisk disk = new SimulatedDisk(1);
  private TransferWorld world;

  @BeforeEach
  void open() throws IOException {
    world = new TransferWorld(disk);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void a_disk_that_fills_up_refuses_the_upload_and_gets_its_room_back() throws Exception {
    Reply.Grant grant = world.grant(FILE);
    disk.quota(2 * FRAME + 100);
    try (RawPeer peer = RawPeer.with(grant, 0)) {
      peer.go();
      byte[] stream = stream(FILE, 0);
      peer.sendRaw(stream, stream.length);
      assertRefused(peer, Refusal.DISK_FULL);
    }
    assertThat(world.failure().reason()).isEqualTo(TransferResult.Reason.DISK_FULL);
    assertThat(disk.list(Parts.FOLDER)).isEmpty();
    disk.quota(Long.MAX_VALUE);
    world.upload(FILE);
  }

  @ParameterizedTest
  @EnumSource(
      value = Operation.class,
      names = {"WRITE", "FORCE", "RENAME", "FORCE_FOLDER"})
  void a_failing_disk_confirms_nothing(Operation operation) throws Exception {
    Reply.Grant grant = world.grant(FILE);
    try (RawPeer peer = RawPeer.with(grant, 0)) {
      peer.go();
      disk.failNext(operation, Fault.IO_ERROR);
      byte[] stream = stream(FILE, 0);
      peer.sendRaw(stream, stream.length);
      assertRefused(peer, Refusal.STORAGE);
    }
    assertThat(world.failure().reason()).isEqualTo(TransferResult.Reason.DISK_FAILED);
  }

  @Test
  void whichever_call_fails_nothing_wrong_is_confirmed_and_the_next_attempt_succeeds()
      throws Exception {
    long before = disk.calls();
    assertThat(attempt()).isTrue();
    long calls = disk.calls() - before;
    int failures = 0;
    for (long call = 1; call <= calls; call++) {
      world.forget();
      disk.failCall(disk.calls() + call, Fault.IO_ERROR);
      failures += attempt() ? 0 : 1;
      disk.failCall(NEVER, Fault.IO_ERROR);
      assertThat(attempt()).as("after call %s failed", call).isTrue();
    }
    assertThat(failures).isGreaterThan(10);
  }

  /// Uploads without minding the outcome.
  private boolean attempt() throws Exception {
    Reply reply =
        world.desk.upload(
            TransferWorld.SESSION, TransferWorld.HANS, TransferWorld.offer("a.bin", FILE));
    if (!reply.isOk()) {
      return false;
    }
    try (RawPeer peer = RawPeer.with(TransferWorld.granted(reply), 0)) {
      byte[] stream = stream(FILE, peer.go().offset());
      peer.sendRaw(stream, stream.length);
      peer.in.read(TransferFrame.Done.class);
      assertThat(world.blob(FILE)).isEqualTo(FILE);
      return true;
    } catch (TransferRefused | IOException e) {
      return false;
    } finally {
      world.end();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void what_was_confirmed_survives_a_loss_of_power(long seed) throws Exception {
    SimulatedDisk mine = new SimulatedDisk(seed);
    try (TransferWorld first = new TransferWorld(mine)) {
      first.upload(FILE);
    }
    mine.crash(SimulatedDisk.Crash.POWER);
    try (TransferWorld second = new TransferWorld(mine)) {
      assertThat(second.blobs.claim(Sha256.of(FILE).hex(), FILE.length)).isTrue();
      assertThat(second.blob(FILE)).isEqualTo(FILE);
    }
  }

  @Test
  void what_has_a_name_that_is_not_durable_cannot_be_claimed() throws Exception {
    disk.failNext(Operation.FORCE_FOLDER, Fault.IO_ERROR);
    assertThatThrownBy(() -> world.upload(FILE)).isInstanceOf(TransferRefused.class);
    world.end();
    assertThat(disk.exists(Blobs.path(Sha256.of(FILE)))).as("it has its name").isTrue();
    assertThat(world.blobs.claim(Sha256.of(FILE).hex(), FILE.length)).isFalse();
    world.upload(FILE);
    assertThat(world.blobs.claim(Sha256.of(FILE).hex(), FILE.length)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void what_a_restart_finds_survives_a_loss_of_power_behind_it(long seed) throws Exception {
    SimulatedDisk mine = new SimulatedDisk(seed);
    try (TransferWorld first = new TransferWorld(mine)) {
      mine.failNext(Operation.FORCE_FOLDER, Fault.IO_ERROR);
      assertThatThrownBy(() -> first.upload(FILE)).isInstanceOf(TransferRefused.class);
    }
    mine.crash(SimulatedDisk.Crash.KILL);
    boolean claimed;
    try (TransferWorld second = new TransferWorld(mine)) {
      claimed = second.blobs.claim(Sha256.of(FILE).hex(), FILE.length);
    }
    mine.crash(SimulatedDisk.Crash.POWER);
    try (TransferWorld third = new TransferWorld(mine)) {
      assertThat(third.blobs.claim(Sha256.of(FILE).hex(), FILE.length)).isEqualTo(claimed);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void what_was_interrupted_by_a_loss_of_power_is_invisible_and_can_be_sent_again(long seed)
      throws Exception {
    SimulatedDisk mine = new SimulatedDisk(seed);
    try (TransferWorld first = new TransferWorld(mine)) {
      try (RawPeer peer = RawPeer.with(first.grant(FILE), 0)) {
        peer.go();
        peer.sendRaw(stream(FILE, 0), 2 * (FRAME + 5));
      }
      first.failure();
    }
    mine.crash(SimulatedDisk.Crash.POWER);
    try (TransferWorld second = new TransferWorld(mine)) {
      assertThat(second.blobs.claim(Sha256.of(FILE).hex(), FILE.length)).isFalse();
      uploadWithOneRetry(second, FILE);
      assertThat(second.blob(FILE)).isEqualTo(FILE);
    }
  }

  /// A part whose pages were lost is found out at its end, and is not there for the second attempt.
  private static void uploadWithOneRetry(TransferWorld world, byte[] file) throws Exception {
    try {
      world.upload(file);
    } catch (TransferRefused e) {
      assertThat(e.refusal()).isEqualTo(Refusal.CHECKSUM);
      world.end();
      world.upload(file);
    }
  }

  /// The force fails and so does the deletion of the part: what the kernel shows of it from then on
  /// may be in memory only, and no later force would write it.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void what_is_left_of_a_failed_force_is_written_again_before_it_is_confirmed(boolean restart)
      throws Exception {
    byte[] small = bytes(3000);
    int resumed = 0;
    for (long seed = 1; seed <= 100; seed++) {
      SimulatedDisk mine = new SimulatedDisk(seed);
      TransferWorld used = new TransferWorld(mine);
      mine.failNext(Operation.FORCE, Fault.IO_ERROR);
      mine.failNext(Operation.DELETE, Fault.IO_ERROR);
      TransferWorld first = used;
      assertThatThrownBy(() -> first.upload(small)).isInstanceOf(TransferRefused.class);
      used.end();
      resumed += mine.list(Parts.FOLDER).size();
      if (restart) {
        used.close();
        mine.crash(SimulatedDisk.Crash.KILL);
        used = new TransferWorld(mine);
      }
      uploadWithOneRetry(used, small);
      used.close();
      mine.crash(SimulatedDisk.Crash.POWER);
      assertThat(mine.peek(Blobs.path(Sha256.of(small)))).as("seed %d", seed).isEqualTo(small);
    }
    assertThat(resumed).isGreaterThan(20);
  }

  private static void assertRefused(RawPeer peer, Refusal refusal) {
    assertThatThrownBy(() -> peer.in.read(TransferFrame.Done.class))
        .isInstanceOfSatisfying(
            TransferRefused.class, e -> assertThat(e.refusal()).isEqualTo(refusal));
  }
}
