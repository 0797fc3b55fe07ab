package forum.seal;

import static org.assertj.core.api.Assertions.assertThat;

import forum.process.NothingLeft;
import forum.testkit.process.ClientProcess;
import forum.testkit.process.Finished;
import forum.testkit.process.ForumProcess;
import forum.testkit.process.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// What somebody with `tshark` on the same network sees of a whole session of the real programs.
@ExtendWith(NothingLeft.class)
class CaptureTest {
  private static final String PASSWORD = "grey owls over Trondheim";
  private static final String NEW_PASSWORD = "a harbour without herons";
  private static final String TITLE = "the-title-of-it";
  private static final String TEXT = "seventeen umbrellas in the attic";
  private static final String FILE = "recipe-of-the-house.txt";
  private static final String CONTENTS = "three spoons of cardamom. ".repeat(2_000);
  private static final List<String> SECRETS =
      List.of(
          PASSWORD,
          NEW_PASSWORD,
          TITLE,
          TEXT,
          FILE,
          "three spoons of cardamom",
          "ann",
          "LOGIN",
          "RDT");

  private static final String SESSION =
      Stream.of(
              "ann",
              PASSWORD,
              "CRT " + TITLE,
              "MSG " + TITLE + " " + TEXT,
              "RDT " + TITLE,
              "UPD " + TITLE + " " + FILE,
              "DWN -o copy.txt " + TITLE + " " + FILE,
              "PWD -f both",
              "XIT")
          .map(line -> line + "\n")
          .reduce("", String::concat);

  @TempDir Path folder;
  private Path home;

  @BeforeEach
  void furnish() throws Exception {
    home = Files.createDirectories(folder.resolve("home"));
    Files.writeString(home.resolve(FILE), CONTENTS);
    Files.writeString(home.resolve("both"), PASSWORD + "\n" + NEW_PASSWORD + "\n");
  }

  private Capture captured(String... options) throws Exception {
    try (ForumProcess server = ForumProcess.start(folder.resolve("data"), Ports.free());
        Capture capture = Capture.of(server.address(), folder.resolve("wire.pcapng"))) {
      Finished first = ClientProcess.run(server.address(), home, SESSION, options);
      assertThat(first.status()).as("%s", first).isZero();
      assertThat(first.out()).contains(TEXT);
      assertThat(home.resolve("copy.txt")).hasContent(CONTENTS);
      String again = "ann\n" + NEW_PASSWORD + "\nLST\nXIT\n";
      Finished second = ClientProcess.run(server.address(), home, again, options);
      assertThat(second.status()).as("%s", second).isZero();
      capture.end();
      return capture;
    }
  }

  @Test
  void of_what_is_said_nothing_is_seen() throws Exception {
    Capture capture = captured();

    assertThat(capture.text()).doesNotContain(SECRETS.toArray(String[]::new));
    List<String> datagrams = capture.datagrams();
    assertThat(datagrams).hasSizeGreaterThan(20).allMatch(hex -> hex.matches("8[0-3].*"));
    assertThat(datagrams).filteredOn(hex -> hex.startsWith("83")).hasSizeGreaterThan(10);
    assertThat(capture.streamed()).anyMatch(hex -> hex.startsWith("160303"));
  }

  /// The test of the test; passwords are not seen even then.
  @Test
  void in_the_clear_all_but_the_passwords_is_seen() throws Exception {
    Capture capture = captured("--insecure-plain");

    assertThat(capture.text())
        .contains(SECRETS.stream().skip(2).toList())
        .doesNotContain(PASSWORD, NEW_PASSWORD);
  }
}
