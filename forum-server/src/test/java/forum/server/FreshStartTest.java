package forum.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import forum.machine.Ticker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreshStartTest {
  private static final ServerOptions.Folder FRESH =
      new ServerOptions.Folder(Path.of("."), true, false);
  private static final ServerOptions.Folder FORCED =
      new ServerOptions.Folder(Path.of("."), true, true);

  @TempDir Path root;

  @Test
  void an_empty_folder_is_fresh_as_it_is() throws Exception {
    start().prepare(FRESH);

    assertThat(names()).isEmpty();
  }

  @Test
  void a_forum_is_not_thrown_away_unasked() throws Exception {
    Files.createDirectories(root.resolve("forum-data/journal"));

    assertThatThrownBy(() -> start().prepare(FRESH))
        .isInstanceOfSatisfying(
            FreshStart.Refused.class,
            e -> assertThat(e.complaint().advice()).contains("--fresh --force"));
    assertThat(root.resolve("forum-data/journal")).exists();
  }

  @Test
  void thread_files_alone_are_a_forum_too() throws Exception {
    Files.createDirectories(root.resolve("threads"));
    Files.writeString(root.resolve("threads/general"), "yoda\n");

    assertThatThrownBy(() -> start().prepare(FRESH)).isInstanceOf(FreshStart.Refused.class);
  }

  @Test
  void a_forced_fresh_start_moves_the_forum_aside_and_keeps_the_accounts() throws Exception {
    Files.createDirectories(root.resolve("forum-data/journal"));
    Files.writeString(root.resolve("forum-data/lock"), "1");
    Files.createDirectories(root.resolve("threads"));
    Files.writeString(root.resolve("threads/general"), "yoda\n");
    Files.writeString(root.resolve("credentials.txt"), "yoda x\n");

    start().prepare(FORCED);

    assertThat(names()).hasSize(3).contains("credentials.txt", "forum-data");
    Path aside = root.resolve(old());
    assertThat(aside.resolve("threads/general")).hasContent("yoda\n");
    assertThat(aside.resolve("forum-data/journal")).exists();
    assertThat(root.resolve("forum-data/lock")).exists();
  }

  private String old() throws Exception {
    return names().stream().filter(name -> name.endsWith(".old")).findFirst().orElseThrow();
  }

  private FreshStart start() {
    return new FreshStart(root, Ticker.system());
  }

  private List<String> names() throws Exception {
    try (Stream<Path> entries = Files.list(root)) {
      return entries.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
