package forum.process;

import static org.assertj.core.api.Assertions.assertThat;

import forum.testkit.SeededChance;
import forum.testkit.process.ClientProcess;
import forum.testkit.process.Deadline;
import forum.testkit.process.Finished;
import forum.testkit.process.ForumProcess;
import forum.testkit.process.Ports;
import forum.testkit.process.Program;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Files go up and down through the real programs; one that is cut off leaves nothing to see, and
/// goes on where it stopped.
@ExtendWith(NothingLeft.class)
class UploadTest {
  private static final long MEBIBYTE = 1 << 20;
  private static final String LOGIN = "ann\na password\n";
  @TempDir private Path folder;
  private Path data;
  private int port;

  @BeforeEach
  void place() {
    data = folder.resolve("data");
    port = Ports.free();
  }

  @Test
  void binary_files_of_all_sizes_come_back_as_they_were() throws Exception {
    List<Long> sizes = List.of(0L, 1L, 65_535L, 65_536L, 65_537L, 5 * MEBIBYTE + 3);
    StringBuilder up = new StringBuilder(LOGIN + "CRT t\n");
    StringBuilder down = new StringBuilder(LOGIN);
    for (long size : sizes) {
      write(folder.resolve(size + ".bin"), size);
      up.append("UPD t ").append(size).append(".bin\n");
      down.append("DWN -o down").append(size).append(" t ").append(size).append(".bin\n");
    }
    try (ForumProcess server = start()) {
      assertThat(run(server, up.toString()).status()).isZero();
      assertThat(run(server, down.toString()).status()).isZero();
    }
    for (long size : sizes) {
      assertThat(folder.resolve("down" + size))
          .hasSameBinaryContentAs(folder.resolve(size + ".bin"));
    }
  }

  @Test
  void an_upload_cut_off_by_a_kill_leaves_nothing_to_see_and_goes_on_afterwards() throws Exception {
    interrupt(96 * MEBIBYTE, 8 * MEBIBYTE);
  }

  @Test
  @Tag("campaign")
  void a_gibibyte_goes_up_with_a_kill_on_the_way_and_down_again() throws Exception {
    long bytes = Long.getLong("forum.upload.bytes", 1024 * MEBIBYTE);
    long began = System.nanoTime();
    interrupt(bytes, bytes / 2);
    double seconds = (System.nanoTime() - began) * 1e-9;
    System.out.printf("UploadTest: %d bytes up, killed, resumed, down: %.1f s%n", bytes, seconds);
  }

  private void interrupt(long bytes, long killAt) throws Exception {
    Path file = folder.resolve("large.bin");
    write(file, bytes);
    try (ForumProcess server = start()) {
      assertThat(run(server, LOGIN + "CRT t\n").status()).isZero();
      try (Program client = client(server)) {
        client.type(LOGIN + "UPD t large.bin\n");
        client.endInput();
        assertThat(Deadline.inSeconds(60).await(() -> stored() >= killAt))
            .as("%s%n%s", server, client)
            .isTrue();
        server.program().kill();
        client.kill();
      }
    }
    assertThat(Classic.file(data, "t")).containsExactly("ann");
    assertThat(data.resolve("attachments/t/large.bin")).doesNotExist();
    try (ForumProcess server = start()) {
      Finished nothing = run(server, LOGIN + "RDT t\nDWN t large.bin\n");
      assertThat(nothing.err()).contains("Thread t is empty", "File does not exist in Thread t");
      Finished resumed = run(server, LOGIN + "UPD t large.bin\nDWN -o down.bin t large.bin\n");
      assertThat(resumed.status()).as("%s", resumed).isZero();
      assertThat(resumed.out()).contains("large.bin uploaded to t thread");
    }
    assertThat(Classic.file(data, "t")).containsExactly("ann", "ann uploaded large.bin");
    assertThat(Files.mismatch(folder.resolve("down.bin"), file)).isEqualTo(-1);
    assertThat(files()).noneMatch(path -> path.toString().contains("parts"));
  }

  /// Bytes of the largest file in the data folder.
  private long stored() {
    return files().mapToLong(UploadTest::size).max().orElse(0);
  }

  private Stream<Path> files() {
    try (Stream<Path> all = Files.walk(data)) {
      return all
          .filter(Files::isRegularFile)
          .filter(path -> !path.toString().contains("journal"))
          .toList()
          .stream();
    } catch (IOException | UncheckedIOException e) {
      return Stream.of(); // something was renamed or deleted just now
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0; // renamed or deleted just now
    }
  }

  private static void write(Path file, long bytes) throws IOException {
    SeededChance chance = new SeededChance(bytes);
    byte[] piece = chance.bytes((int) Math.min(bytes, MEBIBYTE));
    try (OutputStream out = Files.newOutputStream(file)) {
      for (long left = bytes; left > 0; left -= piece.length) {
        long number = chance.number();
        for (int i = 0; i < Math.min(8, piece.length); i++) {
          piece[i] = (byte) (number >>> 8 * i);
        }
        out.write(piece, 0, (int) Math.min(left, piece.length));
      }
    }
  }

  private ForumProcess start() throws IOException {
    return ForumProcess.start(data, port, "--exact-port");
  }

  private Program client(ForumProcess server) throws IOException {
    return ClientProcess.start(server.address(), folder);
  }

  private Finished run(ForumProcess server, String script) throws Exception {
    return ClientProcess.run(server.address(), folder, script);
  }
}
