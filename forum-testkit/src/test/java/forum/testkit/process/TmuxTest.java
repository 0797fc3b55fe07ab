package forum.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TmuxTest {
  @TempDir private Path folder;

  @Test
  void keys_arrive_and_the_screen_can_be_read() throws Exception {
    String script = "stty -echo; printf 'name? '; read -r name; printf '<%s>' \"$name\"";
    try (Tmux tmux = Tmux.start(folder, "screen-256color", List.of("sh", "-c", script))) {
      tmux.await("name?");
      tmux.enter("it's $HOME; \\n – ok");
      tmux.await("<it's $HOME; \\n – ok>");
      assertThat(tmux.ended()).isZero();
    }
  }

  @Test
  void the_terminal_is_of_the_size_and_kind_that_was_asked_for() throws Exception {
    List<String> command = List.of("sh", "-c", "echo \"$(stty size) $TERM\"; exit 7");
    try (Tmux tmux = Tmux.start(folder, "dumb", command)) {
      tmux.await("24 80 dumb");
      assertThat(tmux.ended()).isEqualTo(7);
    }
  }

  @Test
  void a_paste_arrives_in_brackets_where_they_are_wanted() throws Exception {
    String script = "stty -echo -icanon; printf '\\033[?2004hready'; head -c 13 | od -c -A n";
    try (Tmux tmux = Tmux.start(folder, "screen-256color", List.of("sh", "-c", script))) {
      tmux.await("ready");
      tmux.paste("a");
      tmux.await("033   [   2   0   0   ~   a");
    }
  }

  @Test
  void closing_leaves_nothing() throws Exception {
    Tmux tmux = Tmux.start(folder, "dumb", List.of("sh", "-c", "echo $$; exec sleep 1000"));
    String screen = tmux.await("number", text -> text.matches("(?s)\\d+\n.*"));
    tmux.close();
    assertThat(ProcessHandle.of(Long.parseLong(screen.lines().findFirst().orElseThrow())))
        .isEmpty();
  }
}
