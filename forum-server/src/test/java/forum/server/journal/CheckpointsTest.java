package forum.server.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import forum.machine.DiskFull;
import forum.testkit.Fault;
import forum.testkit.Operation;
import forum.testkit.SimulatedDisk;
import forum.testkit.SimulatedDisk.Crash;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class CheckpointsTest {
  private static final Path FOLDER = Path.of("forum-data", "checkpoint");

  private final SimulatedDisk disk = new SimulatedDisk(1);

  @Test
  void there_is_none_at_first() throws IOException {
    assertThat(open(disk).newest()).isEqualTo(new Checkpoints.Found(null, List.of()));
  }

  @Test
  void the_newest_is_found_and_the_one_before_is_kept() throws IOException {
    Checkpoints checkpoints = open(disk);
    for (int lsn : new int[] {5, 90, 100, 1000}) {
      checkpoints.write(lsn, bytes("state at " + lsn));
    }
    assertFound(disk, 1000);
    assertThat(disk.list(FOLDER))
        .containsExactlyInAnyOrder("0000000000000000100.ckpt", "0000000000000001000.ckpt");
  }

  @Test
  void a_checkpoint_survives_a_loss_of_power() throws IOException {
    open(disk).write(7, bytes("state at 7"));
    disk.crash(Crash.POWER);
    assertFound(disk, 7);
  }

  @Test
  void every_flipped_bit_leads_to_the_one_before() throws IOException {
    for (int at = 0; at < 32 + "state at 7".length(); at++) {
      for (int bit = 0; bit < 8; bit++) {
        SimulatedDisk spoiled = new SimulatedDisk(1);
        open(spoiled).write(3, bytes("state at 3"));
        open(spoiled).write(7, bytes("state at 7"));
        Path newest = FOLDER.resolve("0000000000000000007.ckpt");
        spoiled.flip(newest, at, 1 << bit);
        Checkpoints.Found found = open(spoiled).newest();
        assertThat(found.damaged()).containsExactly(newest);
        assertThat(found.newest()).extracting(Checkpoint::lsn).isEqualTo(3L);
      }
    }
  }

  @Test
  void a_damaged_one_does_not_count_as_the_one_before() throws IOException {
    open(disk).write(3, bytes("state at 3"));
    open(disk).write(7, bytes("state at 7"));
    disk.flip(FOLDER.resolve("0000000000000000007.ckpt"), 35, 1);
    Checkpoints checkpoints = open(disk);
    checkpoints.newest();
    checkpoints.write(9, bytes("state at 9"));
    assertThat(disk.list(FOLDER))
        .containsExactlyInAnyOrder("0000000000000000003.ckpt", "0000000000000000009.ckpt");
  }

  @Test
  void what_a_failed_attempt_has_left_is_removed() throws IOException {
    Checkpoints checkpoints = open(disk);
    disk.failNext(Operation.FORCE, Fault.DISK_FULL);
    assertThatThrownBy(() -> checkpoints.write(3, bytes("state at 3")))
        .isInstanceOf(DiskFull.class);
    checkpoints.write(4, bytes("state at 4"));
    assertThat(disk.list(FOLDER)).containsExactly("0000000000000000004.ckpt");
  }

  @Test
  void a_checkpoint_under_a_wrong_name_is_damaged() throws IOException {
    open(disk).write(3, bytes("state at 3"));
    Path wrong = FOLDER.resolve("0000000000000000004.ckpt");
    disk.link(FOLDER.resolve("0000000000000000003.ckpt"), wrong);
    assertThat(open(disk).newest().damaged()).containsExactly(wrong);
    assertFound(disk, 3);
  }

  @Test
  void each_call_of_a_write_may_be_the_last_before_the_power_goes() throws IOException {
    boolean met = true;
    for (int call = 1; met; call++) {
      SimulatedDisk failing = new SimulatedDisk(call);
      Checkpoints checkpoints = open(failing);
      checkpoints.write(3, bytes("state at 3"));
      checkpoints.write(5, bytes("state at 5"));
      long before = failing.calls();
      failing.failCall(before + call, Fault.DEAD);
      long expected = writeOrDie(checkpoints) ? 7 : 5;
      met = failing.calls() >= before + call;
      failing.crash(Crash.POWER);
      Checkpoints.Found found = open(failing).newest();
      assertThat(found.damaged()).isEmpty();
      assertThat(found.newest())
          .extracting(Checkpoint::lsn, InstanceOfAssertFactories.LONG)
          .isBetween(expected, 7L);
    }
  }

  private static boolean writeOrDie(Checkpoints checkpoints) {
    try {
      checkpoints.write(7, bytes("state at 7"));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static Checkpoints open(SimulatedDisk disk) throws IOException {
    return Checkpoints.open(disk, FOLDER);
  }

  private static void assertFound(SimulatedDisk disk, long lsn) throws IOException {
    Checkpoint newest = open(disk).newest().newest();
    assertThat(newest).isNotNull();
    assertThat(newest.lsn()).isEqualTo(lsn);
    assertThat(newest.payload()).isEqualTo(bytes("state at " + lsn));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
