package forum.server;

import static org.assertj.core.api.Assertions.assertThat;

import forum.server.event.Level;
import forum.server.event.LogFormat;
import forum.server.exchange.Registration;
import forum.server.model.Quota;
import forum.server.model.Quotas;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerCommandLineTest {
  @Test
  void nothing_at_all_serves_this_computer() throws Exception {
    assertThat(served())
        .isEqualTo(
            new ServerOptions(
                new ServerOptions.Endpoint(InetAddress.getByName("127.0.0.1"), 10005, false, false),
                new ServerOptions.Identity(Optional.empty(), Optional.empty()),
                new ServerOptions.Folder(Path.of("."), false, false),
                new ServerOptions.Visits(1, Duration.ofHours(24), Registration.OPEN),
                new ServerOptions.Sizes(Quotas.USUAL, 64 << 20),
                new ServerOptions.Reports(
                    Path.of("./forum-data/log/forum-server.log"),
                    LogFormat.TEXT,
                    Level.INFO,
                    false)));
  }

  @Test
  void every_option_is_understood() throws Exception {
    String line =
        "--data d 12345 --bind ::1 --exact-port --plain --cert c --key k --fresh --force --sessions-per-user 8 --lease 30m"
            + " --file-limit 20M --quota threads=7 --quota bytes-per-user=2T --disk-reserve 1G --log-file l --log-format json --log-level debug --no-console";
    assertThat(served(line.split(" ")))
        .isEqualTo(
            new ServerOptions(
                new ServerOptions.Endpoint(InetAddress.getByName("::1"), 12345, true, true),
                new ServerOptions.Identity(Optional.of(Path.of("c")), Optional.of(Path.of("k"))),
                new ServerOptions.Folder(Path.of("d"), true, true),
                new ServerOptions.Visits(8, Duration.ofMinutes(30), Registration.OPEN),
                new ServerOptions.Sizes(
                    new Quotas(
                        Map.of(
                            Quota.BYTES_PER_FILE,
                            20L << 20,
                            Quota.THREADS,
                            7L,
                            Quota.BYTES_PER_USER,
                            2L << 40)),
                    1 << 30),
                new ServerOptions.Reports(Path.of("l"), LogFormat.JSON, Level.DEBUG, true)));
  }

  @Test
  void a_value_may_be_attached() {
    ServerOptions options = served("--data=a=b", "--log-level=WARN", "1024");
    assertThat(options.folder().path()).isEqualTo(Path.of("a=b"));
    assertThat(options.reports().level()).isEqualTo(Level.WARN);
  }

  @Test
  void the_log_lies_with_the_data_unless_told_otherwise() {
    assertThat(served("--data", "/srv/forum").reports().file())
        .isEqualTo(Path.of("/srv/forum/forum-data/log/forum-server.log"));
  }

  @ParameterizedTest
  @CsvSource({"1s, 1", "90s, 90", "30m, 1800", "24h, 86400", "7D, 604800", "365d, 31536000"})
  void times(String text, long seconds) {
    assertThat(served("--lease", text).visits().lease()).hasSeconds(seconds);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "500, 500", "500k, 512000", "20M, 20971520", "4G, 4294967296"})
  void sizes(String text, long bytes) {
    assertThat(served("--file-limit", text).sizes().quotas().of(Quota.BYTES_PER_FILE))
        .isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1023 | PORT is a number from 1024 to 65535, found \"1023\" | 10005",
        "65536 | PORT is a number from 1024 to 65535, found \"65536\" | 10005",
        "x | PORT is a number from 1024 to 65535, found \"x\" | 10005",
        "99999999999999 | PORT is a number from 1024 to 65535, found \"99999999999999\" | 10005",
        "10006 10007 | only one PORT is possible, found also 10007 | 10005",
        "--data | DIR is missing behind an option | --help",
        "--data= | --data needs a value | --help",
        "--force 10006 | --force makes no sense without --fresh | --fresh --force",
        "--exact | unknown option --exact (did you mean --exact-port?) | --help",
        "--log-levle x | unknown option --log-levle (did you mean --log-file?) | --help",
        "-p | unknown option -p (did you mean --plain?) | --help",
        "--quiet | unknown option --quiet | --help",
        "--lease 90 | --lease needs a time from 1s to 365d, such as 30m or 24h, found \"90\""
            + " | --lease 24h",
        "--lease 366d | --lease needs a time from 1s to 365d, such as 30m or 24h, found \"366d\""
            + " | --lease 24h",
        "--file-limit 5G | --file-limit needs a size up to 4G, such as 64M, found \"5G\""
            + " | --file-limit 64M",
        "--quota thread=1 | --quota is one of threads, threads-per-user, messages-per-user,"
            + " messages-per-thread, files-per-user, files-per-thread, bytes, bytes-per-user,"
            + " bytes-per-file, commands-per-second, login-queries-per-second; found \"thread=1\" | --quota threads-per-user=100",
        "--quota threads=-1 | --quota threads needs a number from 0 to 1125899906842624, such as"
            + " 500 or 2G; found \"threads=-1\" | --quota threads-per-user=100",
        "--quota commands-per-second=0 | --quota commands-per-second needs a number from 1 to"
            + " 1000000, such as 500 or 2G; found \"commands-per-second=0\""
            + " | --quota threads-per-user=100",
        "--quota bytes-per-file=5G | --quota bytes-per-file needs a number from 0 to 4294967296,"
            + " such as 500 or 2G; found \"bytes-per-file=5G\" | --quota threads-per-user=100",
        "--disk-reserve -1 | --disk-reserve needs a size up to 1024G, such as 64M, found \"-1\""
            + " | --disk-reserve 64M",
        "--sessions-per-user 0 | --sessions-per-user needs a number from 1 to 1000, found \"0\""
            + " | --sessions-per-user 2",
        "--log-format xml | --log-format needs one of text, json; found \"xml\""
            + " | --log-format text",
        "--bind ..|  --bind: there is no address \"..\" | --bind 0.0.0.0"
      })
  void what_makes_no_sense_is_refused_with_a_line_that_works(
      String line, String what, String advice) {
    Invocation invocation = ServerCommandLine.parse(line.split(" "));
    assertThat(invocation).isInstanceOf(Invocation.Refuse.class);
    var complaint = ((Invocation.Refuse) invocation).complaint();
    assertThat(complaint.what()).isEqualTo(what);
    assertThat(complaint.advice()).isEqualTo("forum-server " + advice);
    assertThat(ServerCommandLine.parse(advice.split(" "))).isNotInstanceOf(Invocation.Refuse.class);
  }

  @Test
  void a_refusal_cannot_move_the_cursor() {
    var refused = (Invocation.Refuse) ServerCommandLine.parse("\u001b[2J");
    assertThat(refused.complaint().toString())
        .isEqualTo(
            """
            error: PORT is a number from 1024 to 65535, found "<U+001B>[2J"
              try:  forum-server 10005""");
  }

  @ParameterizedTest
  @CsvSource({
    "'', OPEN",
    "--registration open, OPEN",
    "--registration INVITE, INVITE",
    "--registration closed, CLOSED",
    "--closed, HIDDEN",
    "--closed --registration closed, HIDDEN"
  })
  void who_can_make_an_account_is_decided_here(String line, Registration registration) {
    String[] words = line.isEmpty() ? new String[0] : line.split(" ");
    assertThat(served(words).visits().registration()).isEqualTo(registration);
  }

  @Test
  void closed_cannot_be_open() {
    assertThat(ServerCommandLine.parse("--closed", "--registration", "invite").toString())
        .contains("--closed makes no sense with --registration invite");
  }

  @Test
  void help_fits_the_smallest_screen() {
    List<String> lines = help().lines().toList();
    assertThat(lines).hasSizeLessThan(24).allMatch(line -> line.length() <= 80);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h", "--data x --help", "nonsense -h"})
  void help_is_given_wherever_it_is_asked_for(String line) {
    assertThat(ServerCommandLine.parse(line.split(" "))).isEqualTo(new Invocation.Print(help()));
  }

  @Test
  void the_version_is_one_line() {
    assertThat(ServerCommandLine.parse("--version").toString())
        .containsPattern("forum-server [0-9]+\\.[0-9]+\\.[0-9]+\n");
  }

  private static String help() {
    return ((Invocation.Print) ServerCommandLine.parse("--help")).text();
  }

  private static ServerOptions served(String... arguments) {
    Invocation invocation = ServerCommandLine.parse(arguments);
    assertThat(invocation).isInstanceOf(Invocation.Serve.class);
    return ((Invocation.Serve) invocation).options();
  }
}
