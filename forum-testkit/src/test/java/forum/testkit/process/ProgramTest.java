package forum.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramTest {
  private static final int KILLED = 128 + 9;
  private static final int TERMINATED = 128 + 15;
  @TempDir private Path folder;

  @Test
  void a_program_gets_its_input_and_gives_its_output_and_status() throws Exception {
    try (Program program = shell("cat; echo problem >&2; exit 3")) {
      program.feed("zwölf\n".repeat(20_000).getBytes(StandardCharsets.UTF_8));
      Finished finished = program.finished(Deadline.inSeconds(10));
      assertThat(finished.status()).isEqualTo(3);
      assertThat(finished.outLines()).hasSize(20_000).containsOnly("zwölf");
      assertThat(finished.err()).isEqualTo("problem\n");
    }
  }

  @Test
  void its_lines_can_be_read_while_it_runs() throws Exception {
    try (Program program = shell("echo ready; cat")) {
      assertThat(Deadline.inSeconds(10).await(() -> program.out().hasLine("ready"::equals)))
          .isTrue();
      program.type("half a li");
      program.type("ne\nrest");
      assertThat(Deadline.inSeconds(10).await(() -> program.out().text().endsWith("rest")))
          .isTrue();
      assertThat(program.out().lines()).containsExactly("ready", "half a line");
    }
  }

  @Test
  void it_can_be_killed_terminated_and_stopped() throws Exception {
    try (Program killed = shell("exec sleep 60");
        Program terminated = shell("exec sleep 60");
        Program paused = shell("exec cat")) {
      killed.kill();
      terminated.terminate();
      assertThat(killed.finished(Deadline.inSeconds(10)).status()).isEqualTo(KILLED);
      assertThat(terminated.finished(Deadline.inSeconds(10)).status()).isEqualTo(TERMINATED);
      paused.pause();
      paused.type("x\n");
      assertThat(Deadline.in(Duration.ofMillis(200)).await(() -> paused.out().hasLine("x"::equals)))
          .isFalse();
      paused.resume();
      assertThat(Deadline.inSeconds(10).await(() -> paused.out().hasLine("x"::equals))).isTrue();
    }
  }

  @Test
  void one_that_takes_too_long_is_killed_and_told() throws Exception {
    try (Program program = shell("echo here; exec sleep 60")) {
      Deadline soon = Deadline.in(Duration.ofMillis(200));
      assertThatThrownBy(() -> program.finished(soon))
          .hasMessageContaining("still running after 0.2 s")
          .hasMessageContaining("here");
      assertThat(program.isAlive()).isFalse();
    }
  }

  @Test
  void closing_leaves_nothing() throws Exception {
    Program program = shell("exec sleep 60");
    program.close();
    assertThat(ProcessHandle.of(program.pid())).isEmpty();
  }

  @Test
  void a_free_port_can_be_had_for_udp_and_tcp() {
    assertThat(Ports.free()).isBetween(12_000, 32_000);
  }

  private Program shell(String script) throws IOException {
    return Program.start(List.of("sh", "-c", script), folder);
  }
}
