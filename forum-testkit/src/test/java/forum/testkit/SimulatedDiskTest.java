package forum.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import forum.machine.Disk;
import forum.machine.Disk.Mode;
import forum.machine.DiskFull;
import forum.testkit.SimulatedDisk.Crash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SimulatedDiskTest {
  private static final Path HERE = Path.of("");
  private static final Path A = Path.of("a");
  private static final Path B = Path.of("b");
  private static final Path FOLDER = Path.of("folder");

  private final SimulatedDisk disk = new SimulatedDisk(1);

  @Test
  void it_reads_what_it_was_given() throws IOException {
    try (Disk.File file = disk.open(A, Mode.CREATE)) {
      file.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), 2);
      ByteBuffer target = ByteBuffer.allocate(10);
      assertThat(file.read(target, 1)).isEqualTo(4);
      assertThat(target.flip().array()).startsWith(0, 1, 2, 3);
      assertThat(file.size()).isEqualTo(5);
      file.truncate(3);
      assertThat(disk.readAll(A)).containsExactly(0, 0, 1);
    }
  }

  @Test
  void it_knows_names_as_other_disks_do() throws IOException {
    assertThatThrownBy(() -> disk.open(A, Mode.READ)).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> disk.open(FOLDER.resolve(A), Mode.WRITE))
        .isInstanceOf(NoSuchFileException.class);
    disk.createFolders(FOLDER);
    write(FOLDER.resolve(A), 1);
    disk.rename(FOLDER.resolve(A), B);
    disk.link(B, A);
    assertThat(disk.list(HERE)).containsExactlyInAnyOrder("a", "b", "folder");
    assertThat(disk.list(FOLDER)).isEmpty();
    assertThat(disk.list(Path.of("nowhere"))).isEmpty();
    assertThatThrownBy(() -> disk.open(A, Mode.CREATE))
        .isInstanceOf(FileAlreadyExistsException.class);
    disk.delete(B);
    disk.delete(B);
    assertThat(disk.readAll(A)).containsExactly(1);
  }

  @Test
  void a_killed_process_leaves_all_it_wrote() throws IOException {
    write(A, 1, 2, 3);
    disk.crash(Crash.KILL);
    assertThat(disk.readAll(A)).containsExactly(1, 2, 3);
  }

  @Test
  void what_was_forced_survives_a_loss_of_power() throws IOException {
    for (long seed = 0; seed < 50; seed++) {
      SimulatedDisk tried = new SimulatedDisk(seed);
      tried.replace(A, new byte[] {1, 2, 3});
      tried.crash(Crash.POWER);
      assertThat(tried.readAll(A)).containsExactly(1, 2, 3);
    }
  }

  @Test
  void what_was_not_forced_is_kept_lost_or_torn() throws IOException {
    Set<List<Byte>> outcomes = new HashSet<>();
    for (long seed = 0; seed < 200; seed++) {
      SimulatedDisk tried = new SimulatedDisk(seed);
      tried.replace(A, new byte[2]);
      overwrite(tried, A, 7, 7);
      tried.crash(Crash.POWER);
      byte[] left = tried.readAll(A);
      outcomes.add(List.of(left[0], left[1]));
    }
    assertThat(outcomes)
        .containsExactlyInAnyOrder(
            List.of((byte) 0, (byte) 0), List.of((byte) 7, (byte) 0), List.of((byte) 7, (byte) 7));
  }

  @Test
  void each_page_has_its_own_fate() throws IOException {
    Set<List<Byte>> outcomes = new HashSet<>();
    for (long seed = 0; seed < 200; seed++) {
      SimulatedDisk tried = new SimulatedDisk(seed);
      tried.replace(A, new byte[8192]);
      byte[] ones = new byte[8192];
      Arrays.fill(ones, (byte) 1);
      overwrite(tried, A, ones);
      tried.crash(Crash.POWER);
      byte[] left = tried.readAll(A);
      outcomes.add(List.of(left[0], left[4096]));
    }
    assertThat(outcomes).hasSize(4);
  }

  @Test
  void of_the_names_that_were_not_forced_the_first_few_survive() throws IOException {
    Set<List<String>> outcomes = new HashSet<>();
    for (long seed = 0; seed < 100; seed++) {
      SimulatedDisk tried = new SimulatedDisk(seed);
      tried.open(A, Mode.CREATE).close();
      tried.open(B, Mode.CREATE).close();
      tried.delete(A);
      tried.crash(Crash.POWER);
      outcomes.add(tried.list(HERE));
    }
    assertThat(outcomes)
        .containsExactlyInAnyOrder(List.of(), List.of("a"), List.of("a", "b"), List.of("b"));
  }

  @Test
  void a_rename_within_a_folder_happens_or_does_not() throws IOException {
    for (long seed = 0; seed < 50; seed++) {
      SimulatedDisk tried = new SimulatedDisk(seed);
      tried.replace(A, new byte[] {1});
      tried.rename(A, B);
      tried.crash(Crash.POWER);
      assertThat(tried.list(HERE)).hasSize(1);
    }
  }

  @Test
  void folders_that_were_made_stay() throws IOException {
    disk.createFolders(FOLDER.resolve(A));
    disk.crash(Crash.POWER);
    assertThat(disk.exists(FOLDER.resolve(A))).isTrue();
  }

  @Test
  void a_failed_force_leaves_what_can_be_read_but_will_never_be_durable() throws IOException {
    boolean lost = false;
    for (long seed = 0; seed < 20; seed++) {
      SimulatedDisk tried = new SimulatedDisk(seed);
      tried.replace(A, new byte[1]);
      try (Disk.File file = tried.open(A, Mode.WRITE)) {
        file.write(ByteBuffer.wrap(new byte[] {7}), 0);
        tried.failNext(Operation.FORCE, Fault.IO_ERROR);
        assertThatThrownBy(file::force).isInstanceOf(IOException.class);
        file.force();
      }
      assertThat(tried.readAll(A)).containsExactly(7);
      tried.crash(Crash.POWER);
      lost |= tried.readAll(A)[0] == 0;
    }
    assertThat(lost).isTrue();
  }

  @Test
  void a_disk_that_ignores_force_loses_what_was_forced() throws IOException {
    boolean lost = false;
    for (long seed = 0; seed < 20; seed++) {
      SimulatedDisk tried = new SimulatedDisk(seed);
      tried.ignore(Operation.FORCE);
      tried.replace(A, new byte[] {1});
      tried.crash(Crash.POWER);
      lost |= tried.readAll(A).length == 0;
    }
    assertThat(lost).isTrue();
  }

  @Test
  void a_file_opened_before_a_crash_is_of_no_use() throws IOException {
    Disk.File file = disk.open(A, Mode.CREATE);
    disk.crash(Crash.KILL);
    assertThatThrownBy(file::force).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> file.read(ByteBuffer.allocate(1), 0)).isInstanceOf(IOException.class);
  }

  @Test
  void the_call_that_was_named_fails_and_no_other() throws IOException {
    disk.failCall(2, Fault.IO_ERROR);
    disk.usableBytes();
    assertThatThrownBy(disk::usableBytes).isExactlyInstanceOf(IOException.class);
    disk.usableBytes();
    assertThat(disk.calls()).isEqualTo(3);
  }

  @Test
  void a_short_write_leaves_a_beginning() throws IOException {
    Disk.File file = disk.open(A, Mode.CREATE);
    disk.failNext(Operation.WRITE, Fault.SHORT_WRITE);
    ByteBuffer source = ByteBuffer.wrap(new byte[1000]);
    assertThatThrownBy(() -> file.write(source, 0)).isInstanceOf(IOException.class);
    assertThat(disk.size(A)).isBetween(0L, 999L);
  }

  @Test
  void without_power_nothing_works_until_the_next_life() throws IOException {
    disk.replace(A, new byte[1]);
    disk.failCall(disk.calls() + 1, Fault.DEAD);
    assertThatThrownBy(disk::usableBytes).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> disk.delete(A)).isInstanceOf(IOException.class);
    disk.crash(Crash.POWER);
    assertThat(disk.list(HERE)).containsExactly("a");
  }

  @Test
  void a_full_disk_takes_what_fits() throws IOException {
    disk.capacity(1000);
    Disk.File file = disk.open(A, Mode.CREATE);
    file.write(ByteBuffer.allocate(900), 0);
    assertThat(disk.usableBytes()).isEqualTo(100);
    assertThatThrownBy(() -> file.write(ByteBuffer.allocate(200), 900))
        .isInstanceOf(DiskFull.class);
    assertThat(disk.size(A)).isBetween(900L, 1000L);
    file.write(ByteBuffer.allocate(900), 0);
    disk.delete(A);
    assertThat(disk.usableBytes()).isEqualTo(1000);
  }

  @Test
  void a_quota_is_not_told() throws IOException {
    disk.quota(1000);
    assertThat(disk.usableBytes()).isGreaterThan(1000);
    assertThatThrownBy(() -> write(A, new byte[2000])).isInstanceOf(DiskFull.class);
  }

  @Test
  void a_spoiled_byte_stays_spoiled() throws IOException {
    disk.replace(A, new byte[] {1, 2});
    disk.flip(A, 1, 0x80);
    disk.crash(Crash.POWER);
    assertThat(disk.readAll(A)).containsExactly(1, 0x82);
  }

  private void write(Path path, int... bytes) throws IOException {
    byte[] contents = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      contents[i] = (byte) bytes[i];
    }
    write(path, contents);
  }

  private void write(Path path, byte[] contents) throws IOException {
    disk.open(path, Mode.CREATE).close();
    overwrite(disk, path, contents);
  }

  private static void overwrite(SimulatedDisk disk, Path path, int first, int second)
      throws IOException {
    overwrite(disk, path, new byte[] {(byte) first, (byte) second});
  }

  private static void overwrite(SimulatedDisk disk, Path path, byte[] contents) throws IOException {
    try (Disk.File file = disk.open(path, Mode.WRITE)) {
      file.write(ByteBuffer.wrap(contents), 0);
    }
  }
}
