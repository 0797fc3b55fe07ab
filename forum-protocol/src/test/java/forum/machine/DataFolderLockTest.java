package forum.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderLockTest {
  @TempDir Path folder;

  @Test
  void a_second_server_is_told_who_has_the_folder() throws IOException {
    try (DataFolderLock lock = DataFolderLock.take(folder)) {
      assertThat(lock).isNotNull();
      assertThatThrownBy(() -> DataFolderLock.take(folder))
          .isInstanceOf(DataFolderInUse.class)
          .hasMessage(
              "the data folder %s is in use by process %d; stop that server or name another folder",
              folder, ProcessHandle.current().pid());
    }
  }

  @Test
  void another_process_is_kept_out_until_the_lock_is_given_back() throws Exception {
    try (DataFolderLock lock = DataFolderLock.take(folder)) {
      assertThat(lock).isNotNull();
      assertThat(takenElsewhere()).isFalse();
    }
    assertThat(takenElsewhere()).isTrue();
  }

  @Test
  void the_lock_can_be_taken_again() throws IOException {
    DataFolderLock.take(folder).close();
    DataFolderLock.take(folder).close();
    assertThat(Files.readString(folder.resolve("lock")))
        .isEqualTo(Long.toString(ProcessHandle.current().pid()));
  }

  private boolean takenElsewhere() throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder(
                java.toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                OtherServer.class.getName(),
                folder.toString())
            .start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return process.exitValue() == 0;
  }

  /// A server that takes the lock and ends, with 0 when it got it.
  static final class OtherServer {
    private OtherServer() {}

    public static void main(String[] arguments) throws IOException {
      DataFolderLock.take(Path.of(arguments[0])).close();
    }
  }
}
