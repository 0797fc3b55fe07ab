package forum.process;

import static org.assertj.core.api.Assertions.assertThat;

import forum.testkit.process.Deadline;
import forum.testkit.process.Finished;
import forum.testkit.process.ForumProcess;
import forum.testkit.process.Ports;
import forum.testkit.process.Program;
import forum.testkit.relay.LossyRelay;
import forum.testkit.relay.Weather;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// docs/PROTOCOL.md is enough to write a client: the one in `examples` was written from it, and
/// works with the real server.
@ExtendWith(NothingLeft.class)
class PythonClientTest {
  @TempDir private Path folder;
  private ForumProcess server;

  @BeforeEach
  void start() throws Exception {
    server = ForumProcess.start(folder.resolve("data"), Ports.free());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void it_registers_logs_in_again_posts_and_reads() throws Exception {
    Finished first =
        python("", "alice", "CRT general", "MSG general hello", "LST", "RDT general", "XIT");
    assertThat(first.status()).as("%s", first).isZero();
    assertThat(first.outLines())
        .containsExactly(
            "Thread general created",
            "Message posted to general thread (#1)",
            "general",
            "1 alice: hello",
            "Goodbye");
    Finished again =
        python("", "alice", "MSG general two\nlines", "DLT general 1", "RDT general", "XIT");
    assertThat(again.outLines())
        .containsExactly(
            "Message posted to general thread (#2)",
            "The message has been deleted",
            "1 alice: two\\nlines",
            "Goodbye");
  }

  @Test
  void it_is_refused_where_it_should_be() throws Exception {
    python("", "alice", "CRT general", "XIT");
    Finished bob = python("", "bob", "RMV general", "MSG nowhere x", "XIT");
    assertThat(bob.status()).as("%s", bob).isOne();
    assertThat(bob.errLines()).containsExactly("NOT_OWNER", "NO_SUCH_THREAD");
    Finished wrong = run(server.address(), "", "alice", "a wrong password", "LST");
    assertThat(wrong.status()).as("%s", wrong).isEqualTo(4);
    assertThat(wrong.errLines()).containsExactly("AUTH_FAILED");
  }

  @Test
  void it_posts_60_kilobytes_in_segments_and_reads_them_in_pages() throws Exception {
    String text = "All work and no play. ".repeat(2_800).strip();
    Finished finished = python(text, "alice", "CRT long", "MSG long -", "RDT long", "XIT");
    assertThat(finished.status()).as("%s", finished.err()).isZero();
    assertThat(finished.outLines()).contains("1 alice: " + text);
  }

  @Test
  void it_gets_through_a_storm() throws Exception {
    String text = "All work and no play. ".repeat(700).strip();
    try (LossyRelay relay = LossyRelay.open(server.address(), Weather.STORM, 1)) {
      List<String> commands = List.of("CRT long", "MSG long -", "RDT long", "XIT");
      Finished finished = run(relay.address(), text, "alice", "secret", commands);
      assertThat(finished.status()).as("%s%n%s", relay, finished.err()).isZero();
      assertThat(finished.outLines()).contains("1 alice: " + text);
    }
    assertThat(Classic.file(folder.resolve("data"), "long"))
        .containsExactly("alice", "1 alice: " + text);
  }

  @Test
  void it_reads_a_thread_too_long_for_datagrams_over_tcp() throws Exception {
    String text = "x".repeat(40_000);
    python(text, "alice", "CRT long", "MSG long -", "XIT");
    Finished finished = python(text, "alice", "MSG long -", "RDT long", "XIT");
    assertThat(finished.outLines()).contains("1 alice: " + text, "2 alice: " + text);
  }

  private Finished python(String input, String user, String... commands) throws Exception {
    return run(server.address(), input, user, "password of " + user, List.of(commands));
  }

  private Finished run(
      InetSocketAddress address, String input, String user, String password, String command)
      throws Exception {
    return run(address, input, user, password, List.of(command));
  }

  private Finished run(
      InetSocketAddress address, String input, String user, String password, List<String> commands)
      throws Exception {
    List<String> command = new ArrayList<>(List.of("python3", "-B"));
    command.add(Path.of("../examples/forum_client.py").toAbsolutePath().toString());
    command.addAll(List.of("127.0.0.1", Integer.toString(address.getPort()), user, password));
    command.addAll(commands);
    try (Program program = Program.start(command, folder)) {
      program.feed(input.getBytes(StandardCharsets.UTF_8));
      return program.finished(Deadline.inSeconds(120));
    }
  }
}
