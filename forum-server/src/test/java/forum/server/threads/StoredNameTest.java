package forum.server.threads;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import forum.protocol.FileName;
import forum.protocol.InvalidValue;
import forum.protocol.ThreadTitle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoredNameTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "general",
        "Straße 7 - plans",
        "日本語",
        "a.b.c",
        "credentials.txt",
        "server.py",
        "~x",
        "#1",
        "e-mail",
        "CONSOLE",
        "com",
        "COM10",
        "nullable.txt",
        "a&b=c+d;e,f",
        "100 procent",
        "👍",
        "x.conflicts",
        "x.tmp2",
        "conflict",
        "tmp",
        "x.conflict-",
        "it's",
        "(x)",
        "[x]",
        "$HOME"
      })
  void a_harmless_name_stays_as_it_is(String name) {
    assertThat(stored(name)).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      quoteCharacter = '\0',
      value = {
        "100% 100%25",
        "a:b a%3Ab",
        "a*b a%2Ab",
        "why? why%3F",
        "\"x\" %22x%22",
        "<x> %3Cx%3E",
        "a|b a%7Cb",
        "etc... etc..%2E",
        "CON %43ON",
        "con.txt %63on.txt",
        "Aux.a.b %41ux.a.b",
        "nul %6Eul",
        "COM1 %43OM1",
        "lpt9.log %6Cpt9.log",
        "com² %63om²",
        "CONIN$ %43ONIN$",
        "x.conflict x%2Econflict",
        "x.Conflict-12 x%2EConflict-12",
        "x.tmp x%2Etmp",
        "%41 %2541"
      })
  void what_a_file_system_could_misread_is_encoded(String name, String stored) {
    assertThat(stored(name)).isEqualTo(stored);
  }

  @Test
  void a_device_with_a_blank_before_its_extension_is_one_too() {
    assertThat(stored("aux .txt")).isEqualTo("%61ux .txt");
  }

  @Test
  void a_name_that_gets_too_long_ends_in_a_digest() {
    String name = "ä".repeat(30) + "?".repeat(90);
    String stored = StoredName.of(new FileName(name)).text();
    assertThat(stored).startsWith("ä".repeat(30) + "%3F").matches(".*%3F%h[0-9a-f]{32}");
    assertThat(stored.getBytes(UTF_8).length).isBetween(230, StoredName.BYTES_MAX);
  }

  @Test
  void long_names_that_differ_at_the_end_stay_different() {
    String name = "?".repeat(127);
    assertThat(StoredName.of(new FileName(name + "a")))
        .isNotEqualTo(StoredName.of(new FileName(name + "b")));
  }

  @Test
  void no_title_is_long_enough_for_a_digest() {
    String name = "\ud83d\udc4d".repeat(43) + "?".repeat(20);
    assertThat(stored(name)).doesNotContain("%h");
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      titles(random).forEach(title -> assertThat(stored(title)).doesNotContain("%h"));
    }
  }

  @Test
  void no_two_names_are_stored_under_one() {
    Random random = new Random(2);
    Map<String, String> names = new HashMap<>();
    for (int i = 0; i < 100_000; i++) {
      for (String name : (Iterable<String>) titles(random)::iterator) {
        String canonical = new ThreadTitle(name).text();
        assertThat(names.merge(stored(name), canonical, (old, same) -> old)).isEqualTo(canonical);
      }
    }
    assertThat(names.size()).isGreaterThan(40_000);
  }

  @Test
  void every_stored_name_is_one_for_every_file_system() {
    Random random = new Random(3);
    for (int i = 0; i < 100_000; i++) {
      titles(random).forEach(name -> assertSafe(stored(name)));
    }
  }

  @Test
  void it_can_be_stored_here_with_our_endings(@TempDir Path folder) throws IOException {
    FileName longest = new FileName("?".repeat(128));
    StoredName name = StoredName.of(longest);
    Files.createFile(name.in(folder, ".conflict-1234567890"));
    Files.createFile(name.in(folder));
    assertThat(Files.list(folder)).hasSize(2);
  }

  /// A title of dangerous pieces, or none.
  private static Stream<String> titles(Random random) {
    List<String> pieces =
        List.of(
            "con",
            "LPT1",
            ".",
            "..",
            " ",
            "%",
            "%2E",
            "%h",
            "?",
            ":",
            "*",
            "conflict",
            ".conflict",
            "-2",
            ".tmp",
            "a",
            "ä",
            "A\u0308",
            "👍",
            "nul",
            "$",
            "\"",
            "<|>",
            "~",
            "COM¹",
            "CONOUT$");
    StringBuilder title = new StringBuilder();
    for (int count = 1 + random.nextInt(6); count > 0; count--) {
      title.append(pieces.get(random.nextInt(pieces.size())));
    }
    try {
      return Stream.of(new ThreadTitle(title.toString()).text());
    } catch (InvalidValue e) {
      return Stream.empty();
    }
  }

  private static void assertSafe(String stored) {
    String lower = stored.toLowerCase(Locale.ROOT);
    assertThat(stored)
        .doesNotContainPattern("[<>:\"/\\\\|?*\\x00-\\x1f]")
        .doesNotMatch("\\..*|.*[. ]");
    assertThat(lower)
        .doesNotMatch("(con|prn|aux|nul|conin\\$|conout\\$|(com|lpt)[0-9¹²³])( *\\..*)?")
        .doesNotMatch(".*\\.(tmp|conflict(-[0-9]+)?)");
    assertThat(stored.getBytes(UTF_8).length).isLessThanOrEqualTo(StoredName.BYTES_MAX);
  }

  private static String stored(String title) {
    return StoredName.of(new ThreadTitle(title)).text();
  }
}
