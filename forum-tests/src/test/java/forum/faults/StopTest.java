package forum.faults;

import static org.assertj.core.api.Assertions.assertThat;

import forum.process.Bot;
import forum.process.Classic;
import forum.process.NothingLeft;
import forum.process.People;
import forum.testkit.process.ClientProcess;
import forum.testkit.process.Deadline;
import forum.testkit.process.Finished;
import forum.testkit.process.ForumProcess;
import forum.testkit.process.Ports;
import forum.testkit.process.Program;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// One of the two processes stands still (SIGSTOP) and goes on later, as when a computer sleeps.
@ExtendWith(NothingLeft.class)
class StopTest {
  @TempDir private Path folder;
  private Path data;

  @BeforeEach
  void place() throws IOException {
    data = folder.resolve("data");
    People.settle(data, "ann");
  }

  @Test
  void a_client_that_stood_still_for_longer_than_the_lease_is_told_and_may_come_back()
      throws Exception {
    try (ForumProcess server = start("--lease=5s");
        Program client = client(server)) {
      client.type("CRT t\nMSG t before\n");
      awaitOutput(client, "(#1)");
      client.pause();
      awaitOutput(server.program(), "ann expired");
      client.resume();
      client.type("MSG t after\n");
      client.endInput();
      Finished finished = client.finished(Deadline.inSeconds(60));
      assertThat(finished.status()).as("%s", finished).isNotZero();
      assertThat(finished.err()).contains("SESSION_OVER", "line 5");
      assertThat(Classic.file(data, "t")).containsExactly("ann", "1 ann: before");
      try (Bot ann = Bot.login(server.address(), "ann", People.password("ann"))) {
        assertThat(Bot.get(ann.post("t", "again")).isOk()).isTrue();
      }
    }
  }

  @Test
  void a_server_that_stands_still_for_longer_than_a_client_waits_has_done_it_once_or_not_at_all()
      throws Exception {
    try (ForumProcess server = start();
        Program client = client(server, "--timeout", "1")) {
      client.type("CRT t\nMSG t before\n");
      awaitOutput(client, "(#1)");
      server.program().pause();
      client.type("MSG t meanwhile\n");
      client.endInput();
      Finished finished = client.finished(Deadline.inSeconds(60));
      assertThat(finished.status()).as("%s", finished).isEqualTo(7);
      assertThat(finished.err()).contains("no confirmation in 1 s", "at most once");
      server.program().resume();
      try (Bot ann = Bot.login(server.address(), "ann", People.password("ann"))) {
        assertThat(ann.read("t")).startsWith("1 ann: before").hasSizeLessThanOrEqualTo(2);
        assertThat(Bot.get(ann.post("t", "after")).isOk()).isTrue();
        assertThat(ann.read("t")).doesNotHaveDuplicates().last().asString().endsWith("ann: after");
      }
    }
  }

  private static void awaitOutput(Program program, String text) {
    boolean there = program.out().awaitText(text, Deadline.inSeconds(30));
    assertThat(there).as("%s", program).isTrue();
  }

  private Program client(ForumProcess server, String... options) throws IOException {
    Program client = ClientProcess.start(server.address(), folder, options);
    client.type("ann\n" + People.password("ann") + "\n");
    return client;
  }

  private ForumProcess start(String... options) throws IOException {
    return ForumProcess.start(data, Ports.free(), options);
  }
}
