package forum.client.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import forum.client.library.FakeForum;
import forum.client.link.Failures;
import forum.protocol.Code;
import forum.protocol.Limits;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.login.AccessToken;
import forum.protocol.login.Password;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BatchTest {
  private static final BatchOptions PLAIN = new BatchOptions(false, false, false, false, false);
  private static final BatchOptions JSON = new BatchOptions(true, false, false, false, false);
  private static final BatchOptions FAIL_FAST = new BatchOptions(false, false, true, false, false);

  @TempDir Path folder;

  private final FakeForum fake = new FakeForum();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  BatchTest() {
    fake.account("hans", "open sesame");
  }

  private int run(BatchOptions options, String... lines) throws IOException {
    return run(options, given(), String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
  }

  private Identity given() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "open sesame\n");
    return new Identity("hans", secret.toString(), false);
  }

  private int run(BatchOptions options, Identity identity, byte[] input) {
    return run(options, identity, List.of(), new ByteArrayInputStream(input), out);
  }

  private int run(
      BatchOptions options,
      Identity identity,
      List<String> commands,
      InputStream input,
      OutputStream output) {
    PrintStream error = new PrintStream(err, true, StandardCharsets.UTF_8);
    Streams streams = new Streams(input, false, output, error, false);
    return new Batch(options, identity, commands, streams, Optional::empty).run(fake.connection());
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private List<JsonObject> json() {
    return out().lines().map(line -> JsonParser.parseString(line).getAsJsonObject()).toList();
  }

  @Test
  void data_go_to_standard_output_and_nothing_else_does() throws IOException {
    int status = run(PLAIN, "CRT general", "MSG general hello", "LST", "RDT general", "XIT");
    assertThat(out())
        .isEqualTo(
            """
            Thread general created
            Message posted to general thread (#1)
            general\thans\t1\t0\thans\t2026-03-14T10:02:11.482Z\t2026-03-14T10:02:11.482Z
            1\thans\t2026-03-14T10:02:11.482Z\thello\t100\t0
            Goodbye
            """);
    assertThat(status).isZero();
  }

  @Test
  void without_a_name_the_first_two_lines_are_user_and_password() {
    byte[] input = "mira\nsecret1234\nCRT general".getBytes(StandardCharsets.UTF_8);
    assertThat(run(PLAIN, new Identity(null, null, false), input)).isZero();
    assertThat(fake.accepts("mira", "secret1234")).isTrue();
    assertThat(out()).isEqualTo("Thread general created\n");
    assertThat(err())
        .isEqualTo(
            """
            Enter username:\s
            New user mira
            New user, enter password:\s
            Welcome to the forum
            """);
  }

  @Test
  void a_wrong_password_ends_with_4() {
    fake.account("mira", "right");
    byte[] input = "mira\nwrong\nCRT general".getBytes(StandardCharsets.UTF_8);
    assertThat(run(PLAIN, new Identity(null, null, false), input)).isEqualTo(4);
    assertThat(err()).contains("error: Invalid password");
    assertThat(fake.requests).isEmpty();
  }

  @Test
  void a_user_who_is_on_line_already_ends_with_4() throws IOException {
    fake.answers(Reply.of(Code.ALREADY_ON_LINE));
    assertThat(run(PLAIN, "LST")).isEqualTo(4);
    assertThat(err())
        .isEqualTo("error: hans has already logged in\n  try:  forum-client --takeover\n");
  }

  @Test
  void a_name_without_a_secret_and_without_a_terminal_ends_with_4() {
    assertThat(run(PLAIN, new Identity("hans", null, false), new byte[0])).isEqualTo(4);
    assertThat(err()).contains("error: a password is needed", "--password-file");
  }

  @Test
  void an_input_that_ends_before_the_password_ends_with_4() {
    byte[] input = "mira\n".getBytes(StandardCharsets.UTF_8);
    assertThat(run(PLAIN, new Identity(null, null, false), input)).isEqualTo(4);
  }

  @Test
  void a_password_may_be_the_first_line_of_the_input() {
    byte[] input = "open sesame\nCRT general".getBytes(StandardCharsets.UTF_8);
    assertThat(run(PLAIN, new Identity("hans", "-", false), input)).isZero();
    assertThat(fake.accepts("hans", "open sesame")).isTrue();
    assertThat(out()).isEqualTo("Thread general created\n");
  }

  @Test
  void no_server_is_one_line_and_3() throws IOException {
    fake.fails(Failures.noAnswer("no answer in 5 s"));
    assertThat(run(PLAIN, "LST")).isEqualTo(3);
    assertThat(out()).isEmpty();
    assertThat(err()).isEqualTo("error: lab:10005: no answer in 5 s\n");
  }

  @Test
  void another_version_ends_with_5() throws IOException {
    fake.fails(Failures.versionRefused("the server speaks 2-3, this client 1"));
    assertThat(run(PLAIN, "LST")).isEqualTo(5);
  }

  @Test
  void the_first_failure_decides_and_the_rest_is_run() throws IOException {
    int status = run(PLAIN, "CRT general", "RDT nothing", "MGS x", "CRT plans");
    assertThat(status).isEqualTo(1);
    assertThat(out()).isEqualTo("Thread general created\nThread plans created\n");
    assertThat(err())
        .isEqualTo(
            """
            error: Thread nothing does not exist
              try:  LST
            error: Invalid command "MGS" (did you mean MSG?)
              try:  HLP MSG
            4 commands: 2 ok, 2 failed (line 2: NO_SUCH_THREAD, line 3: UNKNOWN_COMMAND)
            """);
  }

  @Test
  void fail_fast_stops_at_the_first_failure() throws IOException {
    assertThat(run(FAIL_FAST, "CRT general", "EDT general", "CRT plans")).isEqualTo(2);
    assertThat(out()).isEqualTo("Thread general created\n");
    assertThat(err()).contains("2 commands: 1 ok, 1 failed (line 2: USAGE), stopped there");
  }

  @Test
  void a_dash_in_front_makes_failure_not_count() throws IOException {
    assertThat(run(FAIL_FAST, "-RMV general", "CRT general")).isZero();
    assertThat(out()).isEqualTo("Thread general created\n");
    assertThat(err()).startsWith("error: Thread general does not exist");
  }

  @Test
  void blank_lines_and_comments_are_skipped_and_counted() throws IOException {
    assertThat(run(JSON, "", "# comment", "LST")).isZero();
    assertThat(json().getFirst().get("line").getAsInt()).isEqualTo(3);
  }

  @Test
  void posts_are_sent_ahead_and_their_results_come_in_order() throws Exception {
    fake.thread("general", "hans").holdsBack();
    List<String> lines = new ArrayList<>();
    for (int i = 1; i <= 40; i++) {
      lines.add("MSG general number " + i);
    }
    Thread releaser =
        Thread.ofVirtual()
            .start(
                () -> {
                  while (fake.unanswered() < Limits.WINDOW) {
                    Thread.onSpinWait();
                  }
                  fake.release();
                });
    assertThat(run(PLAIN, lines.toArray(String[]::new))).isZero();
    releaser.join();
    assertThat(fake.texts).hasSize(40).first().isEqualTo("number 1");
    assertThat(out().lines().toList())
        .hasSize(40)
        .first()
        .isEqualTo("Message posted to general thread (#1)");
    assertThat(out().lines().toList().getLast()).contains("(#40)");
  }

  @Test
  void no_result_is_held_back_while_there_is_nothing_to_read() throws IOException {
    fake.thread("general", "hans");
    InputStream oneAtATime =
        new InputStream() {
          private final byte[][] parts = {bytes("MSG general one\n"), bytes("MSG general two\n")};
          private int next;

          @Override
          public int read() {
            throw new UnsupportedOperationException();
          }

          @Override
          public int read(byte[] target, int offset, int length) {
            if (next == parts.length) {
              return -1;
            }
            assertThat(out().lines()).hasSize(next); // the one before is answered and shown
            System.arraycopy(parts[next], 0, target, offset, parts[next].length);
            return parts[next++].length;
          }
        };
    assertThat(run(PLAIN, given(), List.of(), oneAtATime, out)).isZero();
    assertThat(out().lines()).hasSize(2);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void an_unknown_outcome_ends_the_script_with_7() throws IOException {
    fake.thread("general", "hans");
    fake.answers(Reply.ok()); // the login
    fake.fails(Failures.unknownOutcome("not confirmed in 30 s"));
    assertThat(run(FAIL_FAST, "MSG general one", "MSG general two")).isEqualTo(7);
    assertThat(err()).contains("not confirmed", "applied at most once", "stopped there");
    assertThat(fake.texts).containsExactly("one");
  }

  @Test
  void a_server_that_goes_silent_ends_the_script_with_3() throws IOException {
    fake.answers(Reply.ok()).fails(Failures.noAnswer("no answer in 30 s"));
    assertThat(run(PLAIN, "LST", "CRT general")).isEqualTo(3);
    assertThat(out()).isEmpty();
  }

  @Test
  void a_session_that_is_over_ends_the_script_with_4() throws IOException {
    fake.answers(Reply.ok()).fails(Failures.sessionOver("logged in elsewhere"));
    assertThat(run(PLAIN, "LST", "CRT general")).isEqualTo(4);
  }

  @Test
  void a_byte_that_is_not_utf_8_is_named_by_line_and_column_and_nothing_is_posted()
      throws IOException {
    fake.thread("general", "hans");
    ByteArrayOutputStream script = new ByteArrayOutputStream();
    script.write(bytes("MSG general ok\nMSG general äö"));
    script.write(0xff);
    script.write(bytes("x\nMSG general fine\n"));
    assertThat(run(PLAIN, given(), script.toByteArray())).isEqualTo(2);
    assertThat(err()).contains("error: line 2, column 15: byte 0xFF is not UTF-8");
    assertThat(fake.texts("general")).containsExactly("ok", "fine");
  }

  @Test
  void a_bad_byte_in_a_heredoc_spoils_all_of_it_and_none_of_its_lines_is_a_command()
      throws IOException {
    fake.thread("general", "hans");
    ByteArrayOutputStream script = new ByteArrayOutputStream();
    script.write(bytes("MSG general <<END\nRMV general\n"));
    script.write(0xc3);
    script.write(bytes("\nRMV general\nEND\nMSG general fine\n"));
    assertThat(run(PLAIN, given(), script.toByteArray())).isEqualTo(2);
    assertThat(fake.texts("general")).containsExactly("fine");
  }

  @Test
  void lines_may_have_a_mebibyte_and_a_longer_one_is_skipped() throws IOException {
    fake.thread("general", "hans");
    String longest = "MSG general " + "x".repeat(ByteLines.LINE_BYTES_MAX - 12);
    assertThat(run(JSON, longest, longest + "x", "MSG general ok")).isEqualTo(1);
    assertThat(json())
        .extracting(o -> o.get("code").getAsString())
        .containsExactly("TOO_LARGE", "TOO_LARGE", "POSTED");
    assertThat(json().getFirst().get("message").getAsString()).contains("the limit is 65536");
  }

  @Test
  void a_last_line_without_newline_counts_and_carriage_returns_do_not() {
    fake.thread("general", "hans");
    byte[] input = bytes("mira\r\nsecret1234\r\nMSG general one\r\nMSG general two");
    assertThat(run(PLAIN, new Identity(null, null, false), input)).isZero();
    assertThat(fake.texts("general")).containsExactly("one", "two");
  }

  @Test
  void every_trap_of_quoting_reaches_the_forum_unchanged() throws IOException {
    fake.thread("general", "hans");
    run(
        PLAIN,
        "MSG general wow !1 ok",
        "MSG general C:\\\\temp\\new don't \"x\"",
        "MSG general <<E",
        "two",
        "lines",
        "E",
        "msg GENERAL x",
        "MSG general -f  spaced  ");
    assertThat(fake.texts("general"))
        .containsExactly("wow !1 ok", "C:\\\\temp\\new don't \"x\"", "two\nlines", "-f  spaced  ");
  }

  @Test
  void echo_prints_each_line_before_its_result() throws IOException {
    fake.thread("general", "hans");
    run(
        new BatchOptions(false, true, false, false, false),
        "MSG general <<E",
        "one",
        "E",
        "LST gen");
    assertThat(out())
        .startsWith(
            "> MSG general <<E\n> one\n> E\nMessage posted to general thread (#1)\n> LST gen\n");
  }

  @Test
  void quiet_leaves_data_and_problems() throws IOException {
    fake.thread("general", "hans");
    BatchOptions quiet = new BatchOptions(false, false, false, true, false);
    assertThat(run(quiet, "MSG general hi", "RDT -n 1 general", "RDT no")).isEqualTo(1);
    assertThat(out().lines()).hasSize(1);
    assertThat(err().lines()).hasSize(2).first().asString().startsWith("error: ");
  }

  @Test
  void commands_given_with_c_leave_the_input_to_texts() throws IOException {
    fake.thread("general", "hans");
    InputStream text = new ByteArrayInputStream(bytes("from a pipe\nsecond line\n"));
    int status = run(PLAIN, given(), List.of("MSG -f - general", "EDT -f - general 1"), text, out);
    assertThat(fake.texts.getFirst()).isEqualTo("from a pipe\nsecond line");
    assertThat(status).isEqualTo(1); // the second finds nothing left to read
  }

  @Test
  void the_input_cannot_be_script_and_text() throws IOException {
    fake.thread("general", "hans");
    assertThat(run(PLAIN, "MSG -f - general", "more")).isEqualTo(2);
    assertThat(err()).contains("the standard input holds the commands");
  }

  @Test
  void a_reader_that_has_gone_ends_the_script_quietly() throws IOException {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    InputStream input = new ByteArrayInputStream(bytes("LST\nCRT general\nCRT plans"));
    assertThat(run(PLAIN, given(), List.of(), input, closed)).isEqualTo(141);
    assertThat(err()).doesNotContain("error").doesNotContain("Exception");
    assertThat(fake.requests.getLast()).isEqualTo(new Request.Exit());
  }

  @Test
  void the_end_of_the_input_is_an_exit() throws IOException {
    run(PLAIN, "LST");
    assertThat(fake.requests.getLast()).isEqualTo(new Request.Exit());
    assertThat(out()).isEmpty();
    assertThat(err()).isEqualTo("No threads to list\n");
  }

  @Test
  void nothing_behind_xit_is_run() throws IOException {
    assertThat(run(PLAIN, "XIT", "CRT general")).isZero();
    assertThat(out()).isEqualTo("Goodbye\n");
    assertThat(fake.requests).containsExactly(new Request.Exit());
  }

  @Test
  void json_is_one_object_for_each_item_and_one_for_each_command() throws IOException {
    fake.thread("general", "hans").message("general", "mira", "hello\n\u001b[2J");
    fake.file("general", "mira", "log.txt", "bytes");
    assertThat(run(JSON, "MSG general <b>&", "RDT general", "DLT general 1")).isEqualTo(1);
    assertThat(json().get(0).toString())
        .startsWith(
            "{\"schema\":\"forum.1\",\"line\":1,\"cmd\":\"MSG\",\"ok\":true,\"code\":\"POSTED\","
                + "\"thread\":\"general\",\"n\":2,\"id\":\"102\",\"ms\":");
    assertThat(json().get(1).toString())
        .isEqualTo(
            "{\"schema\":\"forum.1\",\"line\":2,\"type\":\"message\",\"thread\":\"general\",\"n\":1,"
                + "\"id\":\"100\",\"by\":\"mira\",\"at\":\"2026-03-14T10:02:11.482Z\",\"rev\":0,"
                + "\"re\":null,\"text\":\"hello\\n\u001b[2J\"}".replace("\u001b", "\\u001b"));
    assertThat(json().get(2).get("type").getAsString()).isEqualTo("file");
    assertThat(json().get(2).get("file").getAsString()).isEqualTo("log.txt");
    assertThat(json().get(4).toString())
        .startsWith(
            "{\"schema\":\"forum.1\",\"line\":2,\"cmd\":\"RDT\",\"ok\":true,\"code\":\"READ\"");
    assertThat(json().get(5).toString())
        .startsWith(
            "{\"schema\":\"forum.1\",\"line\":3,\"cmd\":\"DLT\",\"ok\":false,\"code\":\"NOT_OWNER\","
                + "\"exit\":1,\"message\":\"The message belongs to another user and cannot be"
                + " deleted\",\"why\":\"message 1 is by mira\"");
    assertThat(err()).isEqualTo("3 commands: 2 ok, 1 failed (line 3: NOT_OWNER)\n");
  }

  @ParameterizedTest
  @EnumSource(
      value = Code.class,
      names = {"OK", "CHANGED"},
      mode = EnumSource.Mode.EXCLUDE)
  void every_refusal_is_valid_json_with_its_exit_class(Code code) throws IOException {
    for (String line :
        List.of(
            "CRT t",
            "MSG t x",
            "EDT t 1 x",
            "DLT t 1",
            "RMV t",
            "LST",
            "RDT t",
            "WHO",
            "DWN t f")) {
      out.reset();
      fake.answers(Reply.ok()).answers(Reply.refused(code, "because \"so\"\n\u0001"));
      assertThat(run(JSON, line)).as(line).isEqualTo(code.exitStatus());
      JsonObject answer = json().getFirst();
      assertThat(answer.get("ok").getAsBoolean()).isFalse();
      assertThat(answer.get("code").getAsString()).isEqualTo(code.name());
      assertThat(answer.get("exit").getAsInt()).isEqualTo(code.exitStatus());
      assertThat(answer.get("message").getAsString()).isNotBlank();
    }
  }

  @Test
  void remote_text_cannot_reach_the_terminal_as_a_command() throws IOException {
    fake.thread("general", "hans").message("general", "mira", "\u001b]0;owned\u0007\u009b2J\u202e");
    fake.answers(Reply.ok()).answers(Reply.refused(Code.INTERNAL, "\u001b[2J"));
    run(PLAIN, "WHO", "RDT general");
    assertThat(out()).doesNotContain("\u001b", "\u0007", "\u009b", "\u202e");
    assertThat(out()).contains("\\u{1B}]0;owned\\u{7}\\u{9B}2J\\u{202E}");
    assertThat(err()).contains("<U+001B>[2J");
  }

  @Test
  void a_title_that_was_mistyped_is_suggested_with_a_command_that_works() throws IOException {
    fake.thread("release plan", "hans");
    assertThat(run(PLAIN, "MSG \"relaese plan\" hi there")).isEqualTo(1);
    assertThat(err())
        .contains("Thread relaese plan does not exist (did you mean release plan?)")
        .contains("  try:  MSG \"release plan\" hi there\n");
    assertThat(run(PLAIN, "MSG \"release plan\" hi there")).isZero();
  }

  @Test
  void a_script_that_deletes_counts_on_renumbering() throws IOException {
    fake.thread("general", "hans");
    for (String text : List.of("one", "two", "three", "four")) {
      fake.message("general", "hans", text);
    }
    assertThat(run(PLAIN, "RDT general", "DLT general 2", "DLT general 2", "EDT general 2 4"))
        .isZero();
    assertThat(fake.texts("general")).containsExactly("one", "4");
  }

  @Test
  void a_number_that_moved_since_it_was_read_is_stale() throws IOException {
    fake.thread("general", "hans").message("general", "mira", "first");
    fake.message("general", "hans", "mine").message("general", "hans", "mine too");
    InputStream script =
        new java.io.SequenceInputStream(
            new ByteArrayInputStream(bytes("RDT general\n")),
            new InputStream() {
              private ByteArrayInputStream rest = null;

              @Override
              public int read() {
                if (rest == null) {
                  fake.delete("general", 1);
                  rest = new ByteArrayInputStream(bytes("DLT general 2\nDLT general 1\n"));
                }
                return rest.read();
              }
            });
    assertThat(run(PLAIN, given(), List.of(), script, out)).isEqualTo(1);
    assertThat(err()).contains("error: message 2 is now 1\n  try:  DLT general 1\n");
    assertThat(fake.texts("general")).containsExactly("mine too");
  }

  @Test
  void a_password_is_changed_with_both_in_a_file() throws IOException {
    Path file = Files.writeString(folder.resolve("both"), "open sesame\nclose poppy\n");
    assertThat(run(PLAIN, "PWD -f " + file)).isZero();
    assertThat(out()).isEqualTo("The password has been changed\n");
    assertThat(fake.changedTo.isOf(Password.of("close poppy"))).isTrue();
  }

  @Test
  void a_wrong_old_password_is_told_and_ends_with_4() throws IOException {
    Path file = Files.writeString(folder.resolve("both"), "open barley\nclose poppy\n");
    assertThat(run(PLAIN, "PWD -f " + file)).isEqualTo(4);
    assertThat(err()).contains("error: That is not your old password; nothing was changed");
    assertThat(fake.changedTo).isNull();
  }

  @Test
  void a_file_without_a_second_line_is_a_mistake() throws IOException {
    Path file = Files.writeString(folder.resolve("both"), "open sesame\n");
    assertThat(run(PLAIN, "PWD -f " + file)).isEqualTo(2);
    assertThat(err()).doesNotContain("sesame");
  }

  @Test
  void a_password_in_the_line_is_refused_and_not_repeated() throws IOException {
    for (String line : List.of("PWD s3cret n3w", "PWD -s3cret", "PWD \"s3cret", "PWD -f")) {
      assertThat(run(PLAIN, line)).as(line).isEqualTo(2);
    }
    assertThat(out() + err()).doesNotContain("s3cret").contains("nothing may stand behind it");
    assertThat(fake.requests).hasOnlyElementsOfType(Request.Exit.class);
  }

  @Test
  void without_a_terminal_a_script_is_told_about_the_file() throws IOException {
    assertThat(run(PLAIN, "PWD")).isEqualTo(2);
    assertThat(err()).contains("no terminal to ask for a password", "PWD -f FILE");
  }

  @Test
  void in_the_clear_no_password_is_changed() throws IOException {
    fake.isPrivate = false;
    Path file = Files.writeString(folder.resolve("both"), "open sesame\nclose poppy\n");
    assertThat(run(PLAIN, "PWD -f " + file)).isEqualTo(1);
    assertThat(err()).contains("in the clear");
    assertThat(fake.requests).hasOnlyElementsOfType(Request.Exit.class);
  }

  private int withToken(String file, String... lines) {
    byte[] input = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    return run(PLAIN, new Identity(null, null, file, null, false), input);
  }

  @Test
  void a_token_is_made_once_into_a_file_of_ones_own_and_logs_in() throws IOException {
    Path file = folder.resolve("token");
    assertThat(run(PLAIN, "TOK -s post -t 90d -o " + file + " ci")).isZero();
    assertThat(out()).isEqualTo("Token ci (post, 90d) is in " + file + "\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(withToken(file.toString(), "CRT by-script")).isZero();
    assertThat(out()).contains("Thread by-script created").doesNotContain(":ft_");
    Request.CreateToken asked =
        fake.requests.stream()
            .filter(Request.CreateToken.class::isInstance)
            .map(Request.CreateToken.class::cast)
            .findFirst()
            .orElseThrow();
    assertThat(asked.seconds()).isEqualTo(90 * 86_400L);
    assertThat(asked.sha256()).isEqualTo(AccessToken.of(Files.readString(file).strip()).digest());
  }

  @Test
  void without_a_file_the_token_alone_is_on_standard_output() throws IOException {
    assertThat(run(PLAIN, "TOK ci")).isZero();
    assertThat(AccessToken.of(out().strip()).user().text()).isEqualTo("hans");
    assertThat(err()).contains("Token ci (read, 30d), shown this once:");
  }

  @Test
  void tokens_are_listed_and_revoked() throws IOException {
    assertThat(run(PLAIN, "TOK", "TOK -r ci")).isZero();
    assertThat(out())
        .isEqualTo(
            """
            ci\tpost\t2026-03-14T10:02:11.482Z\t2026-03-14T10:03:11.482Z\t\t2026-03-14T10:02:11.482Z
            The token ci is revoked
            """);
  }

  @Test
  void a_token_that_is_not_valid_ends_with_4_and_says_why() throws IOException {
    Path file = folder.resolve("token");
    run(PLAIN, "TOK -o " + file + " ci", "TOK -r ci");
    assertThat(withToken(file.toString(), "LST")).isEqualTo(4);
    assertThat(err()).contains("error: The token is not valid", "why:  the token ci was revoked");
  }

  @Test
  void what_is_no_token_is_refused_without_being_shown() throws IOException {
    Path file = Files.writeString(folder.resolve("token"), "s3cret\n");
    assertThat(withToken(file.toString(), "LST")).isEqualTo(4);
    assertThat(err()).contains("no token in").doesNotContain("s3cret");
    assertThat(run(PLAIN, "TOK -t soon ci", "TOK -s write ci", "TOK -r")).isEqualTo(2);
    assertThat(fake.requests).hasOnlyElementsOfType(Request.Exit.class);
  }

  @Test
  void a_file_that_is_there_is_not_overwritten_by_a_token() throws IOException {
    Path file = Files.writeString(folder.resolve("precious"), "mine");
    assertThat(run(PLAIN, "TOK -o " + file + " ci")).isEqualTo(6);
    assertThat(file).hasContent("mine");
    assertThat(fake.requests).hasOnlyElementsOfType(Request.Exit.class);
  }
}
