package forum.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import forum.machine.Disk.Mode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileSystemDiskTest {
  private static final Path A = Path.of("a");
  private static final Path B = Path.of("b");

  @TempDir Path folder;
  private Path root;
  private Disk disk;

  @BeforeEach
  void open() throws IOException {
    root = folder.resolve("forum").resolve("data");
    disk = FileSystemDisk.at(root);
  }

  @Test
  void what_is_written_can_be_read() throws IOException {
    try (Disk.File file = disk.open(A, Mode.CREATE)) {
      file.write(bytes(300_000), 5);
      file.force();
      ByteBuffer read = ByteBuffer.allocate(400_000);
      assertThat(file.read(read, 0)).isEqualTo(300_005);
      assertThat(read.position()).isEqualTo(300_005);
      assertThat(read.limit()).isEqualTo(400_000);
      assertThat(file.read(read, 300_005)).isZero();
      assertThat(read.flip().slice(5, 300_000)).isEqualTo(bytes(300_000));
      assertThat(file.size()).isEqualTo(300_005);
    }
  }

  @Test
  void a_read_that_begins_inside_a_buffer_leaves_the_rest_alone() throws IOException {
    disk.replace(A, new byte[] {1, 2, 3});
    ByteBuffer target = ByteBuffer.allocate(4).put((byte) 9);
    try (Disk.File file = disk.open(A, Mode.READ)) {
      assertThat(file.read(target, 1)).isEqualTo(2);
    }
    assertThat(target.array()).containsExactly(9, 2, 3, 0);
  }

  @Test
  void a_file_can_be_cut() throws IOException {
    disk.replace(A, new byte[10]);
    try (Disk.File file = disk.open(A, Mode.WRITE)) {
      file.truncate(4);
    }
    assertThat(disk.size(A)).isEqualTo(4);
  }

  @Test
  void modes_differ_in_what_they_expect() throws IOException {
    assertThatThrownBy(() -> disk.open(A, Mode.READ)).isInstanceOf(NoSuchFileException.class);
    disk.open(A, Mode.WRITE).close();
    disk.open(A, Mode.WRITE).close();
    assertThatThrownBy(() -> disk.open(A, Mode.CREATE))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void a_symbolic_link_is_never_followed() throws IOException {
    Path secret = Files.write(folder.resolve("secret"), new byte[7]);
    Files.createSymbolicLink(root.resolve("a"), secret);
    assertThatThrownBy(() -> disk.open(A, Mode.READ)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> disk.open(A, Mode.WRITE)).isInstanceOf(IOException.class);
    assertThat(disk.size(A)).isNotEqualTo(7);
    disk.replace(A, new byte[1]);
    assertThat(Files.size(secret)).isEqualTo(7);
  }

  @Test
  void a_folder_that_is_a_symbolic_link_is_not_entered() throws IOException {
    Path outside = Files.createDirectories(folder.resolve("outside"));
    Files.write(outside.resolve("a"), new byte[7]);
    Files.createSymbolicLink(root.resolve("linked"), outside);
    Path inside = Path.of("linked", "a");
    assertThatThrownBy(() -> disk.open(inside, Mode.READ)).hasMessageContaining("symbolic link");
    assertThatThrownBy(() -> disk.delete(inside)).hasMessageContaining("symbolic link");
    assertThatThrownBy(() -> disk.createFolders(Path.of("linked")))
        .hasMessageContaining("symbolic link");
    assertThatThrownBy(() -> disk.createFolders(Path.of("linked", "deeper")))
        .hasMessageContaining("symbolic link");
    disk.replace(A, new byte[1]);
    assertThatThrownBy(() -> disk.rename(A, inside)).hasMessageContaining("symbolic link");
    assertThatThrownBy(() -> disk.link(A, inside)).hasMessageContaining("symbolic link");
    assertThat(disk.exists(inside)).isFalse();
    assertThat(disk.list(Path.of("linked"))).isEmpty();
    assertThat(Files.size(outside.resolve("a"))).isEqualTo(7);
    assertThat(Files.list(outside)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/passwd", "..", "../a", "threads/../../a", "threads/.."})
  void a_path_that_would_leave_the_folder_is_our_mistake(String path) {
    Path outside = Path.of(path);
    assertThatThrownBy(() -> disk.open(outside, Mode.READ))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> disk.exists(outside)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> disk.delete(outside)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> disk.rename(A, outside)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void folders_are_made_and_listed() throws IOException {
    Path deep = Path.of("one", "two", "three");
    disk.createFolders(deep);
    disk.createFolders(deep);
    disk.replace(deep.resolve("a"), new byte[1]);
    assertThat(disk.list(deep)).containsExactly("a");
    assertThat(disk.list(Path.of(""))).containsExactly("one");
    assertThat(disk.list(Path.of("nowhere"))).isEmpty();
    disk.forceFolder(deep);
    disk.forceFolder(Path.of(""));
  }

  @Test
  void a_rename_replaces() throws IOException {
    disk.replace(A, new byte[] {1});
    disk.replace(B, new byte[] {2});
    disk.rename(A, B);
    assertThat(disk.exists(A)).isFalse();
    assertThat(disk.readAll(B)).containsExactly(1);
  }

  @Test
  void a_link_is_a_second_name() throws IOException {
    disk.replace(A, new byte[] {1});
    disk.link(A, B);
    disk.delete(A);
    disk.delete(A);
    assertThat(disk.readAll(B)).containsExactly(1);
    assertThatThrownBy(() -> disk.link(B, B)).isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void a_secret_is_for_the_owner_only() throws IOException {
    disk.replaceSecret(A, new byte[] {1});
    assertThat(Files.getPosixFilePermissions(root.resolve("a")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(disk.readAll(A)).containsExactly(1);
  }

  @Test
  void there_is_room() throws IOException {
    assertThat(disk.usableBytes()).isPositive();
  }

  @Test
  void a_lack_of_room_is_recognised() throws IOException {
    FileStore store = Files.getFileStore(folder);
    assertThat(recognised(store, new IOException("No space left on device")))
        .isInstanceOf(DiskFull.class)
        .hasMessage("write a: No space left on device");
    assertThat(recognised(store, new FileSystemException("a", null, "Disk quota exceeded")))
        .isInstanceOf(DiskFull.class);
    assertThat(recognised(store, new IOException("Input/output error")))
        .isExactlyInstanceOf(IOException.class);
    assertThat(recognised(store, new NoSuchFileException("a")))
        .isInstanceOf(NoSuchFileException.class);
  }

  private static IOException recognised(FileStore store, IOException failure) {
    return DiskFull.recognised("write a", failure, store);
  }

  private static ByteBuffer bytes(int count) {
    ByteBuffer bytes = ByteBuffer.allocate(count);
    for (int i = 0; i < count; i++) {
      bytes.put((byte) (i * 31));
    }
    return bytes.flip();
  }
}
