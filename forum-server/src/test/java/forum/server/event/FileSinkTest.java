package forum.server.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSinkTest {
  @TempDir Path folder;

  @Test
  void lines_are_in_the_file_once_flushed() throws IOException {
    Path file = folder.resolve("forum-data/log/forum-server.log");
    try (FileSink sink = new FileSink(file, LogFormat.TEXT)) {
      sink.write(stamped(new LifeEvent.Waiting()));
      sink.flush();
      assertThat(file).hasContent("2026-01-31T12:00:00.123Z info ready");
    }
  }

  @Test
  void what_was_there_before_stays() throws IOException {
    Path file = Files.writeString(folder.resolve("log"), "before\n");
    try (FileSink sink = new FileSink(file, LogFormat.JSON)) {
      sink.write(stamped(new LifeEvent.Waiting()));
    }
    assertThat(file)
        .hasContent(
            "before\n"
                + "{\"time\":\"2026-01-31T12:00:00.123Z\",\"level\":\"info\",\"event\":\"ready\"}");
  }

  @Test
  void marks_of_a_logging_library_mean_nothing_in_a_value() throws IOException {
    Path file = folder.resolve("log");
    try (FileSink sink = new FileSink(file, LogFormat.TEXT)) {
      sink.write(stamped(ConditionEvent.warning("{}%n%d${jndi:ldap://x}")));
    }
    assertThat(file)
        .hasContent("2026-01-31T12:00:00.123Z warn warning what={}%n%d${jndi:ldap://x}");
  }

  @Test
  void a_renamed_file_is_begun_again_on_request() throws IOException {
    Path file = folder.resolve("log");
    try (FileSink sink = new FileSink(file, LogFormat.TEXT)) {
      sink.write(stamped(new LifeEvent.Waiting()));
      sink.flush();
      Files.move(file, folder.resolve("old"));
      sink.write(stamped(new ConditionEvent.LogReopened()));
    }
    assertThat(folder.resolve("old")).hasContent("2026-01-31T12:00:00.123Z info ready");
    assertThat(file).hasContent("2026-01-31T12:00:00.123Z info log.reopen");
  }

  @Test
  void ten_files_are_kept() throws IOException {
    Path file = folder.resolve("log");
    try (FileSink sink = new FileSink(file, LogFormat.TEXT, 1000)) {
      for (int i = 0; i < 12; i++) {
        writeUntilRolled(sink);
      }
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(10).contains(file, folder.resolve("log.9"));
    }
  }

  /// Logback looks at the size only now and then.
  private void writeUntilRolled(FileSink sink) throws IOException {
    Object before = identity(folder.resolve("log.1"));
    while (identity(folder.resolve("log.1")).equals(before)) {
      sink.write(stamped(ConditionEvent.warning("x".repeat(1000))));
    }
  }

  private static Object identity(Path file) throws IOException {
    return Files.exists(file) ? Files.getAttribute(file, "unix:ino") : "none";
  }

  @Test
  void says_why_it_cannot_write() throws IOException {
    Path blocked = Files.writeString(folder.resolve("blocked"), "");
    assertThatThrownBy(() -> new FileSink(blocked.resolve("log"), LogFormat.TEXT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("blocked");
  }

  private static Stamped stamped(ServerEvent event) {
    return new Stamped(Instant.parse("2026-01-31T12:00:00.123Z"), event);
  }
}
