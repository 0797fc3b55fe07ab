package forum.process;

import static org.assertj.core.api.Assertions.assertThat;

import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import forum.testkit.process.ClientProcess;
import forum.testkit.process.Deadline;
import forum.testkit.process.Finished;
import forum.testkit.process.ForumProcess;
import forum.testkit.process.Ports;
import forum.testkit.relay.LossyRelay;
import forum.testkit.relay.Weather;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A bad network loses 30 %, doubles 20 % and reorders in both directions: a script does not
/// notice.
@ExtendWith(NothingLeft.class)
class LossTest {
  private static final int COMMANDS = 200;
  private static final int WRITTEN = 300;
  private static final long SEED = Long.getLong("forum.seed", System.nanoTime());
  @TempDir private Path folder;

  @Test
  void a_script_of_200_commands_has_exactly_its_effect() throws Exception {
    Script script = new Script();
    try (ForumProcess server = ForumProcess.start(folder.resolve("data"), Ports.free());
        LossyRelay relay = LossyRelay.open(server.address(), Weather.STORM, SEED)) {
      Finished finished = ClientProcess.run(relay.address(), folder, "ann\nsecret\n" + script);
      System.out.println("LossTest: " + relay);
      assertThat(finished.status()).as("%s%n%s", relay, finished).isZero();
      assertThat(finished.outLines()).as("%s", relay).isEqualTo(script.output);
      assertThat(Classic.file(folder.resolve("data"), "t")).isEqualTo(script.thread());
      assertThat(relay.toServer().lost()).as("%s", relay).isPositive();
    }
  }

  @Test
  void a_change_of_port_in_mid_session_is_not_noticed() throws Exception {
    try (ForumProcess server = ForumProcess.start(folder.resolve("data"), Ports.free());
        LossyRelay relay = LossyRelay.open(server.address(), Weather.STORM, SEED);
        Bot bot = Bot.login(relay.address(), "ann", "secret")) {
      bot.does(new Request.CreateThread(new ThreadTitle("t")));
      List<String> expected = new ArrayList<>();
      for (int i = 1; i <= 30; i++) {
        if (i % 10 == 0) {
          relay.move();
        }
        Bot.get(bot.post("t", "text " + i));
        expected.add(i + " ann: text " + i);
      }
      assertThat(bot.read("t")).as("%s", relay).isEqualTo(expected);
    }
  }

  @Test
  void several_who_post_edit_and_delete_at_once_have_exactly_their_effect() throws Exception {
    AtomicLong answered = new AtomicLong();
    List<Writer> writers = new ArrayList<>();
    try (ForumProcess server = ForumProcess.start(folder.resolve("data"), Ports.free());
        LossyRelay relay = LossyRelay.open(server.address(), Weather.STORM, SEED);
        Bot host = Bot.login(server.address(), "host", "a password")) {
      host.does(new Request.CreateThread(new ThreadTitle("shared")));
      for (String name : List.of("ann", "bob", "cid")) {
        writers.add(Writer.start(relay.address(), name, "shared", SEED, answered));
      }
      boolean enough = Deadline.inSeconds(60).await(() -> answered.get() >= WRITTEN);
      for (Writer writer : writers) {
        writer.stop();
      }
      assertThat(enough).as("%d changes answered, %s", answered.get(), relay).isTrue();
      System.out.printf("LossTest: %d changes answered, %s%n", answered.get(), relay);
    } finally {
      writers.forEach(Writer::close);
    }
    Writer.audit(folder.resolve("data"), writers);
  }

  /// Commands of all kinds, what the client says to them, and what is in the thread afterwards.
  private static final class Script {
    private final List<String> commands = new ArrayList<>();
    private final List<String> output = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();

    Script() {
      add("CRT t", "Thread t created");
      for (int i = 1; commands.size() < COMMANDS - 1; i++) {
        if (i % 9 == 0) {
          texts.set(i % texts.size(), "edited " + i);
          add("EDT t " + (i % texts.size() + 1) + " edited " + i, "The message has been edited");
        } else if (i % 7 == 0) {
          texts.remove(i % texts.size());
          add("DLT t " + (i % (texts.size() + 1) + 1), "The message has been deleted");
        } else {
          texts.add("text " + i);
          add("MSG t text " + i, "Message posted to t thread (#" + texts.size() + ")");
        }
      }
      add("XIT", "Goodbye");
    }

    private void add(String command, String said) {
      commands.add(command);
      output.add(said);
    }

    List<String> thread() {
      List<String> lines = new ArrayList<>(List.of("ann"));
      texts.forEach(text -> lines.add(lines.size() + " ann: " + text));
      return lines;
    }

    @Override
    public String toString() {
      return String.join("\n", commands) + "\n";
    }
  }
}
