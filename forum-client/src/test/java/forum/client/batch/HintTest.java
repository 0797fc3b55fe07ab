package forum.client.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import forum.client.library.FakeForum;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What an error tells to try works.
class HintTest {
  @TempDir Path folder;

  private final FakeForum fake =
      new FakeForum()
          .account("hans", "open sesame")
          .thread("general", "hans")
          .message("general", "hans", "one")
          .message("general", "mira", "two")
          .message("general", "mira", "three")
          .message("general", "hans", "four")
          .file("general", "mira", "notes.pdf", "bytes")
          .thread("release plan", "mira");

  private JsonObject run(String line) throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "open sesame\n");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream err = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    new Batch(
            new BatchOptions(true, false, false, false, false),
            new Identity("hans", secret.toString(), false),
            List.of(line),
            new Streams(new ByteArrayInputStream(new byte[0]), false, out, err, false),
            Optional::empty)
        .run(fake.connection());
    String last = out.toString(StandardCharsets.UTF_8).lines().reduce((a, b) -> b).orElseThrow();
    return JsonParser.parseString(last).getAsJsonObject();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EDT general                  | USAGE",
        "DLT                          | USAGE",
        "DLT general x                | USAGE",
        "RDT general 9-3              | USAGE",
        "RDT -x general               | USAGE",
        "MSG general                  | USAGE",
        "XIT now                      | USAGE",
        "MGS general x                | UNKNOWN_COMMAND",
        "NONSENSE                     | UNKNOWN_COMMAND",
        "HLP nonsense                 | USAGE",
        "RDT nowhere                  | NO_SUCH_THREAD",
        "MSG genral hello             | NO_SUCH_THREAD",
        "MSG \"relaese plan\" a  b \"c\" | NO_SUCH_THREAD",
        "RDT -n 3 GENERAL             | NO_SUCH_THREAD",
        "EDT general 9 x              | NO_SUCH_MESSAGE",
        "DWN general nothing.pdf      | NO_SUCH_FILE",
        "WHO nobody                   | NO_SUCH_USER",
        "CRT general                  | EXISTS"
      })
  void what_an_error_tells_to_try_works(String line, String code) throws IOException {
    JsonObject failed = run(line);
    assertThat(failed.get("code").getAsString()).isEqualTo(code);
    String hint = failed.get("hint").getAsString();
    assertThat(run(hint).get("ok").getAsBoolean()).as(hint).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"notes.pdf,LOCAL_FILE", "with blanks.pdf,LOCAL_FILE"})
  void a_file_in_the_way_can_be_replaced_as_told(String name, String code) throws IOException {
    fake.file("general", "mira", "with blanks.pdf", "bytes");
    Path target = Files.writeString(folder.resolve(name), "other");
    JsonObject failed = run("DWN -o \"" + target + "\" general \"" + name + "\"");
    assertThat(failed.get("code").getAsString()).isEqualTo(code);
    assertThat(failed.get("exit").getAsInt()).isEqualTo(6);
    assertThat(run(failed.get("hint").getAsString()).get("ok").getAsBoolean()).isTrue();
    assertThat(target).hasContent("bytes");
  }

  @ParameterizedTest
  @CsvSource({"notes.pdf", "with blanks.pdf"})
  void a_name_that_is_taken_can_be_avoided_as_told(String name) throws IOException {
    fake.file("general", "mira", "with blanks.pdf", "bytes");
    Path source = Files.writeString(folder.resolve(name), "other");
    JsonObject failed = run("UPD general \"" + source + "\"");
    assertThat(failed.get("code").getAsString()).isEqualTo("EXISTS");
    assertThat(run(failed.get("hint").getAsString()).get("ok").getAsBoolean()).isTrue();
  }
}
