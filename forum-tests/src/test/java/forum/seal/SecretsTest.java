package forum.seal;

import static org.assertj.core.api.Assertions.assertThat;

import forum.testkit.process.ClientProcess;
import forum.testkit.process.Deadline;
import forum.testkit.process.Finished;
import forum.testkit.process.ForumProcess;
import forum.testkit.process.Ports;
import forum.testkit.process.Program;
import forum.testkit.relay.LossyRelay;
import forum.testkit.relay.Weather;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where passwords and tokens are after they were used: nowhere but in the files their owner put
/// them into.
class SecretsTest {
  private static final String FIRST = "Zq7#first*password*Xv";
  private static final String SECOND = "Kw3%second*password*Jd";
  private static final List<String> KEPT_BY_THEIR_OWNER = List.of("both", "second", "token");

  @TempDir private Path folder;

  @Test
  void neither_passwords_nor_tokens_are_in_files_processes_or_on_the_wire() throws Exception {
    Path home = Files.createDirectories(folder.resolve("home"));
    Files.writeString(home.resolve("both"), FIRST + "\n" + SECOND + "\n");
    Files.writeString(home.resolve("second"), SECOND + "\n");
    Map<String, String> found = new ConcurrentHashMap<>();
    StringBuffer wire = new StringBuffer();
    try (ForumProcess server = ForumProcess.start(folder.resolve("data"), Ports.free());
        LossyRelay relay = LossyRelay.open(server.address(), Weather.FAIR, 1)) {
      relay.tap(
          seen -> {
            wire.append(new String(seen.bytes(), StandardCharsets.ISO_8859_1)).append('\n');
            return true;
          });
      String[] asAnn = {"-u", "ann", "--password-file", "both"};
      String script = "PWD -f both\nTOK -s post -o token ci\nCRT hers\nXIT\n";
      done(ClientProcess.run(relay.address(), home, script, asAnn));
      try (Program client =
          ClientProcess.start(
              relay.address(), home, "-u", "ann", "--password-file", "second", "-v")) {
        client.type("MSG hers hello\n");
        assertThat(client.out().awaitText("posted", Deadline.inSeconds(60)))
            .as("%s", client)
            .isTrue();
        found.put("client", process(client.pid()));
        found.put("server", process(server.program().pid()));
        client.endInput();
        found.put("what the client said", client.finished(Deadline.inSeconds(60)).toString());
      }
      done(ClientProcess.run(relay.address(), home, "MSG hers again\n", "--token-file", "token"));
      found.put("console", server.program().out().text() + server.program().err().text());
    }
    found.put("wire", wire.toString());
    found.putAll(files());
    assertThat(found).hasSizeGreaterThan(8).containsKey("data/forum-data/audit.log");
    String token = Files.readString(home.resolve("token")).strip();
    String secret = token.substring(token.indexOf(":ft_") + 4);
    assertThat(secret).hasSize(43);
    found.forEach(
        (place, text) -> assertThat(text).as(place).doesNotContain(FIRST, SECOND, secret));
  }

  private static void done(Finished client) {
    assertThat(client.status()).as("%s", client).isZero();
  }

  /// What others can see of a process.
  private static String process(long pid) throws IOException {
    Path process = Path.of("/proc", Long.toString(pid));
    return Files.exists(process)
        ? Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1)
            + Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1)
        : "";
  }

  private Map<String, String> files() throws IOException {
    Map<String, String> contents = new ConcurrentHashMap<>();
    List<Path> all = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      walk.filter(Files::isRegularFile).forEach(all::add);
    }
    for (Path file : all) {
      if (!KEPT_BY_THEIR_OWNER.contains(file.getFileName().toString())) {
        contents.put(
            folder.relativize(file).toString(),
            Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return contents;
  }
}
