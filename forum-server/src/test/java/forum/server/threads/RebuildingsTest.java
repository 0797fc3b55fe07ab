package forum.server.threads;

import static org.assertj.core.api.Assertions.assertThat;

import forum.machine.FileSystemDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RebuildingsTest {
  private static final int THREADS = 200;
  private static final int LARGEST = 64 << 10;

  @TempDir private Path folder;

  @Test
  void many_threads_take_the_memory_and_the_open_files_of_one() throws IOException {
    FileSystemDisk disk = FileSystemDisk.at(folder);
    ThreadFiles.open(disk, 0).close();
    long openBefore = openFiles();
    List<NaiveThread> threads = new ArrayList<>();
    try (Rebuildings rebuildings = new Rebuildings(disk, 99)) {
      for (int i = 0; i < THREADS; i++) {
        NaiveThread thread = new NaiveThread(1000L * (i + 1), "thread " + i);
        threads.add(thread);
        rebuildings.begin(thread.key, thread.header);
      }
      change(threads, rebuildings);
      assertThat(openFiles() - openBefore).isLessThan(16);
      for (NaiveThread thread : threads) {
        Rebuilding made = rebuildings.finished(thread.key);
        assertThat(made.extent()).isEqualTo(thread.extent(99));
        made.draft().place(thread.key);
        assertThat(disk.readAll(thread.key.path())).isEqualTo(thread.bytes());
      }
    }
    assertThat(disk.list(Draft.FOLDER)).isEmpty();
  }

  /// In turns, so that every thread has something that is not written yet; 13 MB in all.
  private static void change(List<NaiveThread> threads, Rebuildings rebuildings)
      throws IOException {
    Random random = new Random(1);
    int most = 0;
    for (int round = 0; round < 12; round++) {
      for (NaiveThread thread : threads) {
        Change change = round % 6 == 1 ? thread.post(large(random)) : thread.change(random);
        rebuildings.read(thread.key.id(), change);
        rebuildings.read(-1, change); // of a thread that is not lost
        most = Math.max(most, rebuildings.unwrittenCharacters());
        assertThat(most).isLessThanOrEqualTo(Rebuildings.BATCH_CHARACTERS);
      }
    }
    assertThat(most).as("small batches would make many writes").isGreaterThan(1 << 20);
  }

  private static String large(Random random) {
    return "x".repeat(random.nextInt(LARGEST));
  }

  private static long openFiles() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
      return files.count();
    }
  }
}
