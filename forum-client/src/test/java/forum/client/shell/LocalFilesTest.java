package forum.client.shell;

import static org.assertj.core.api.Assertions.assertThat;

import forum.client.terminal.Suggestion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFilesTest {
  @TempDir Path working;
  @TempDir Path home;
  private LocalFiles files;

  @BeforeEach
  void fill() throws IOException {
    files = new LocalFiles(working, home);
    Files.writeString(working.resolve("report.pdf"), "x".repeat(1200));
    Files.writeString(working.resolve(".hidden"), "x");
    Files.createDirectory(working.resolve("docs"));
    Files.writeString(working.resolve("docs/Привет мир.txt"), "x");
    Files.writeString(home.resolve("notes.txt"), "");
  }

  @Test
  void files_have_sizes_and_folders_go_on() {
    assertThat(files.matching(""))
        .containsExactly(
            new Suggestion("docs/", "folder", false), Suggestion.of("report.pdf", "1.2 KB"));
    assertThat(files.matching("docs/P"))
        .containsExactly(Suggestion.of("docs/Привет мир.txt", "1 byte"));
  }

  @Test
  void hidden_files_are_shown_when_a_dot_asks_for_them() {
    assertThat(files.matching(".")).containsExactly(Suggestion.of(".hidden", "1 byte"));
  }

  @Test
  void a_tilde_is_the_home_folder_and_stays_a_tilde() {
    assertThat(files.matching("~/no")).containsExactly(Suggestion.of("~/notes.txt", "0 bytes"));
  }

  @Test
  void a_folder_that_is_not_there_offers_nothing() {
    assertThat(files.matching("nowhere/x")).isEmpty();
    assertThat(files.matching("a\0/x")).isEmpty();
  }
}
