package forum.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionReaderTest {
  private static ClientOptions read(String... args) throws BadOptions {
    return new OptionReader(Map.of()).read(args);
  }

  @Test
  void nothing_is_asked_for_by_default() throws BadOptions {
    ClientOptions options = read();
    assertThat(options.host()).isEmpty();
    assertThat(options.port()).isEmpty();
    assertThat(options.user()).isEmpty();
    assertThat(options.commands()).isEmpty();
    assertThat(options.timeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(options.color()).isEqualTo("auto");
    assertThat(options.script())
        .isEqualTo(new ClientOptions.Script(false, false, false, false, false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lab           | lab       | ",
        "lab 10006     | lab       | 10006",
        "lab:10006     | lab       | 10006",
        "[::1]:10006   | ::1       | 10006",
        "::1 10006     | ::1       | 10006",
        "[::1]         | ::1       | "
      })
  void a_server_has_a_host_and_perhaps_a_port(String args, String host, Integer port)
      throws BadOptions {
    ClientOptions options = read(args.split(" "));
    assertThat(options.host()).contains(host);
    assertThat(options.port().orElse(null)).isEqualTo(port);
  }

  @Test
  void commands_may_be_repeated_and_may_look_like_anything() throws BadOptions {
    ClientOptions options =
        read("lab", "-c", "MSG general -x --help", "-c", "LST", "--command", "WHO", "10006");
    assertThat(options.commands()).containsExactly("MSG general -x --help", "LST", "WHO");
    assertThat(options.port()).contains(10006);
  }

  @Test
  void every_option_is_read() throws BadOptions {
    ClientOptions options =
        read(
            "-u",
            "hans",
            "--password-file",
            "-",
            "--takeover",
            "--timeout",
            "2.5",
            "--json",
            "--echo",
            "-e",
            "-q",
            "-v",
            "--plain",
            "--color",
            "never",
            "--version",
            "-h");
    assertThat(options.user()).contains("hans");
    assertThat(options.passwordFile()).contains("-");
    assertThat(options.takeover()).isTrue();
    assertThat(options.timeout()).isEqualTo(Duration.ofMillis(2500));
    assertThat(options.script()).isEqualTo(new ClientOptions.Script(true, true, true, true, true));
    assertThat(options.plain()).isTrue();
    assertThat(options.color()).isEqualTo("never");
    assertThat(options.version()).isTrue();
    assertThat(options.help()).isTrue();
  }

  @Test
  void options_win_over_the_environment() throws BadOptions {
    OptionReader reader =
        new OptionReader(
            Map.of(
                "FORUM_SERVER",
                "lab:10006",
                "FORUM_USER",
                "mira",
                "FORUM_PASSWORD_FILE",
                "/p",
                "ACCESSIBLE",
                "1"));
    ClientOptions options = reader.read();
    assertThat(options.host()).contains("lab");
    assertThat(options.port()).contains(10006);
    assertThat(options.user()).contains("mira");
    assertThat(options.passwordFile()).contains("/p");
    assertThat(options.plain()).isTrue();
    assertThat(reader.read("other", "-u", "hans").host()).contains("other");
    assertThat(reader.read("-u", "hans").user()).contains("hans");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--nonsense",
        "lab x",
        "lab 0",
        "lab 65536",
        "lab 1 2",
        "lab:x",
        "--timeout 0",
        "--timeout soon",
        "--color pink",
        "-u"
      })
  void what_makes_no_sense_is_refused(String args) {
    assertThatThrownBy(() -> read(args.split(" "))).isInstanceOf(BadOptions.class);
  }

  @Test
  void the_help_names_every_option_and_fits_a_screen() {
    assertThat(Usage.TEXT.lines().toList())
        .hasSizeLessThanOrEqualTo(24)
        .allMatch(line -> line.length() < 80);
    OptionReader.model()
        .optionsMap()
        .keySet()
        .forEach(name -> assertThat(Usage.TEXT).contains(name));
  }
}
