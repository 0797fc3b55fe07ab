package forum.server.threads;

import static org.assertj.core.api.Assertions.assertThat;

import forum.machine.FileSystemDisk;
import forum.protocol.ThreadTitle;
import forum.protocol.UserName;
import forum.protocol.line.ThreadLine.Header;
import forum.protocol.line.ThreadLine.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeThreadTest {
  private static final Instant START = Instant.parse("2026-11-20T17:00:00Z");
  private static final UserName HANS = new UserName("hans");

  @Test
  void a_message_is_found_quickly_among_a_hundred_thousand(@TempDir Path folder)
      throws IOException, DamagedThread {
    Large thread = new Large(folder);
    thread.fill(10 << 20);
    assertThat(thread.medianMillisToFind()).isLessThan(10);
  }

  @Test
  @Tag("campaign")
  void a_hundred_megabytes_need_sixteen_of_memory(@TempDir Path folder)
      throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes = System.getProperty("java.class.path");
    Process process =
        new ProcessBuilder(
                java, "-ea", "-Xmx16m", "-cp", classes, getClass().getName(), folder.toString())
            .inheritIO()
            .start();
    assertThat(process.waitFor()).isZero();
  }

  /// Fills a thread, finds messages, edits and deletes the first ones, verifies.
  public static void main(String[] args) throws IOException, DamagedThread {
    Large thread = new Large(Path.of(args[0]));
    thread.fill(100 << 20);
    assertThat(thread.medianMillisToFind()).isLessThan(10);
    thread.apply(new Change.Edit(12, "edited", 1));
    thread.apply(new Change.Delete(13));
    assertThat(thread.files.verify(thread.key, thread.header, thread.extent)).isEmpty();
  }

  private static final class Large {
    final ThreadKey key = new ThreadKey(10, new ThreadTitle("general"));
    final Header header = new Header(HANS, START, 10);
    final ThreadFiles files;
    Extent extent;
    private long lsn = 10;

    Large(Path folder) throws IOException {
      files = ThreadFiles.open(FileSystemDisk.at(folder), 0);
      extent = files.create(key, header, lsn).extent();
    }

    void fill(long bytes) throws IOException, DamagedThread {
      while (extent.bytes() < bytes) {
        List<Change> group = new ArrayList<>();
        for (int number = extent.messages() + 1; group.size() < 1000; number++) {
          group.add(new Change.Append(message(number)));
        }
        apply(group.toArray(Change[]::new));
      }
    }

    private static Message message(int number) {
      long id = 10 + number;
      return new Message(number, HANS, "message " + number, START.plusSeconds(number), id, 0);
    }

    void apply(Change... changes) throws IOException, DamagedThread {
      extent = files.apply(key, extent, List.of(changes), ++lsn);
    }

    long medianMillisToFind() throws IOException, DamagedThread {
      Random random = new Random(1);
      long[] nanos = new long[501];
      for (int i = 0; i < nanos.length; i++) {
        int number = 1 + random.nextInt(extent.messages());
        long begun = System.nanoTime();
        assertThat(files.read(key, extent).message(number)).contains(message(number));
        nanos[i] = System.nanoTime() - begun;
      }
      Arrays.sort(nanos);
      return nanos[nanos.length / 2] / 1_000_000;
    }
  }
}
