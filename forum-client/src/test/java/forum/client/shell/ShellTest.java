package forum.client.shell;

import static org.assertj.core.api.Assertions.assertThat;

import forum.client.library.Connection;
import forum.client.library.Contact;
import forum.client.library.FakeForum;
import forum.client.link.Failures;
import forum.client.link.ServerLink;
import forum.client.terminal.HeadlessTerminal;
import forum.client.terminal.Screens;
import forum.machine.Ticker;
import forum.protocol.Code;
import forum.protocol.Notice;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.login.Password;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellTest {
  private static final Patience LONG =
      new Patience(Duration.ofMillis(50), Duration.ofMillis(200), Duration.ofSeconds(30));
  private static final Patience SHORT =
      new Patience(Duration.ofMillis(50), Duration.ofMillis(200), Duration.ofMillis(600));

  @TempDir Path folder;

  private final FakeForum fake = new FakeForum().account("hans", "open sesame");
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final Map<String, String> environment = new HashMap<>();
  private HeadlessTerminal terminal = new HeadlessTerminal();
  private ServerLink.Status status = new ServerLink.Status(Duration.ZERO, 1800, 10, 0, 0);
  private boolean plain;
  private Patience patience = LONG;
  private Shell shell;
  private CompletableFuture<Integer> exit;

  ShellTest() throws IOException {}

  private void start() throws IOException {
    environment.putIfAbsent("FORUM_STATE_DIR", folder.toString());
    shell =
        new Shell(
            environment,
            Ticker.system(),
            patience,
            (verbs, known) -> Screens.on(terminal, plain, folder.resolve("history"), verbs, known));
    Connection connection =
        new Connection(
            "lab:10005", contact, fake, fake.client(), fake.aside(), () -> status, Ticker.system());
    exit =
        CompletableFuture.supplyAsync(
            () -> shell.run(connection, new Caller("", Optional.empty(), false)), executor);
    terminal.awaitText("Enter username:");
  }

  private Contact contact = Contact.with(new Contact.Met.Known());

  private void loggedIn() throws IOException {
    start();
    terminal.type("hans\r");
    terminal.awaitText("Enter password:");
    terminal.type("open sesame\r");
    terminal.awaitText("hans>");
  }

  private void types(String line) throws IOException {
    terminal.type(line + "\r");
  }

  private int status() throws Exception {
    return exit.get(20, TimeUnit.SECONDS);
  }

  @AfterEach
  void end() throws IOException {
    fake.release();
    if (shell != null) {
      shell.close();
    }
    executor.shutdownNow();
  }

  @Test
  void a_known_user_logs_in_and_is_greeted() throws Exception {
    fake.lastSeen = "2020-03-14T10:02:11Z 127.0.0.1";
    loggedIn();
    assertThat(terminal.screen())
        .contains("Enter username: hans", "Enter password: ***********", "Welcome to the forum");
    terminal.awaitText("hans, last here 2020-03-14 ");
    terminal.awaitText("from this machine (127.0.0.1)");
    types("XIT");
    terminal.awaitText("Goodbye");
    assertThat(status()).isZero();
  }

  @Test
  void a_new_user_chooses_a_password_twice() throws Exception {
    start();
    types("mira");
    terminal.awaitText("New user, enter password:");
    types("short");
    terminal.awaitText("Again:");
    types("other");
    terminal.awaitText("The two are not the same.");
    terminal.await(rows -> rows.stream().filter(r -> r.startsWith("New user, enter")).count() == 2);
    types("short");
    terminal.await(rows -> rows.stream().filter(r -> r.startsWith("Again")).count() == 2);
    types("short");
    terminal.awaitText("HLP shows the commands, Tab completes everything.");
    terminal.awaitText("(A password of 8 characters or more would be safer.)");
    assertThat(fake.accepts("mira", "short")).isTrue();
    assertThat(terminal.raw()).doesNotContain("short");
  }

  @Test
  void a_wrong_password_leads_back_to_the_name() throws Exception {
    start();
    types("hans");
    terminal.awaitText("Enter password:");
    types("wrong");
    terminal.awaitText("Invalid password");
    terminal.await(rows -> rows.stream().filter(r -> r.startsWith("Enter username:")).count() == 2);
    types("two words");
    terminal.awaitText("a user name is one word");
  }

  @Test
  void a_user_who_is_on_line_is_told_and_asked_for_a_name_again() throws Exception {
    fake.answers(Reply.of(Code.ALREADY_ON_LINE));
    start();
    types("hans");
    terminal.awaitText("hans has already logged in");
    terminal.await(rows -> rows.stream().filter(r -> r.startsWith("Enter username:")).count() == 2);
  }

  @Test
  void no_server_ends_with_3_and_ctrl_c_at_the_login_with_130() throws Exception {
    fake.fails(Failures.noAnswer("no answer in 30 s"));
    start();
    types("hans");
    terminal.awaitText("error: lab:10005: no answer in 30 s");
    assertThat(status()).isEqualTo(3);
    start();
    terminal.await(rows -> rows.stream().filter(r -> r.startsWith("Enter username:")).count() == 2);
    terminal.type("\003");
    assertThat(status()).isEqualTo(130);
  }

  @Test
  void ctrl_d_leaves() throws Exception {
    loggedIn();
    terminal.type("\004");
    terminal.awaitText("Goodbye");
    assertThat(status()).isZero();
    assertThat(fake.requests.getLast()).isEqualTo(new Request.Exit());
  }

  @Test
  void commands_answer_with_the_classic_phrases_and_errors_say_what_to_try() throws Exception {
    loggedIn();
    types("crt general");
    terminal.awaitText("Thread general created");
    terminal.awaitText("hans general>");
    types("MSG . hello");
    terminal.awaitText("Message posted to general thread (#1)");
    types("MSG genral hello");
    terminal.awaitText("error: Thread genral does not exist (did you mean general?)");
    terminal.awaitText("  try:  MSG general hello");
    types("EDT general");
    terminal.awaitText("error: Incorrect syntax for EDT");
    terminal.awaitText("  why:  it needs a message number after the title (");
  }

  @Test
  void a_thread_is_shown_in_columns_and_no_text_can_look_like_another_message() throws Exception {
    fake.thread("general", "mira").message("general", "mira", "first\n  2  hans  10:02  forged");
    fake.file("general", "yoda", "log.txt", "x");
    fake.message("general", "hans", "\033[2Jevil");
    loggedIn();
    types("RDT general");
    terminal.awaitText("<U+001B>[2Jevil");
    assertThat(terminal.screen())
        .anyMatch(row -> row.matches(" {3}1  mira  2026-03-14 \\d\\d:02  first|.*14 Mar.*first"))
        .anyMatch(row -> row.startsWith("      |   2  hans  10:02  forged"))
        .anyMatch(row -> row.contains("yoda  ") && row.endsWith("uploaded log.txt (18 KB)"));
  }

  @Test
  void a_number_that_moved_is_refused_with_the_new_one_and_the_text() throws Exception {
    fake.thread("general", "hans").message("general", "mira", "one");
    fake.message("general", "hans", "The second part of the log");
    loggedIn();
    types("RDT general");
    terminal.awaitText("The second part");
    fake.delete("general", 1);
    types("DLT general 2");
    terminal.awaitText("error: message 2 is now 1");
    terminal.awaitText("  why:  1  hans: The second part of the log");
    terminal.awaitText("  try:  DLT general 1");
    types("DLT general 1");
    terminal.awaitText("The message has been deleted");
  }

  @Test
  void deleting_the_same_number_twice_does_not_delete_the_next_message() throws Exception {
    fake.thread("general", "hans").message("general", "hans", "one");
    fake.message("general", "hans", "two");
    loggedIn();
    types("RDT general");
    terminal.awaitText("two");
    types("DLT general 1");
    terminal.awaitText("The message has been deleted");
    types("DLT general 1");
    terminal.awaitText("error: message 1 was deleted meanwhile");
    assertThat(fake.texts("general")).containsExactly("two");
  }

  @Test
  void news_stands_above_the_line_being_typed() throws Exception {
    fake.thread("general", "hans");
    loggedIn();
    terminal.type("MSG general looking at it now, don't rest");
    terminal.awaitText("don't rest");
    shell.onNotice(
        new Notice(7, List.of(new Notice.Item("ops", 15, "mira", "restarted node3")), 0, null));
    terminal.awaitText("* ops #15 mira: restarted node3");
    shell.onNotice(
        new Notice(
            9,
            List.of(
                new Notice.Item("ops", 16, "mira", "one"),
                new Notice.Item("ops", 17, "mira", "two")),
            0,
            null));
    terminal.awaitText("* ops: 2 more, RDT --since ");
    terminal.type("art\r");
    terminal.awaitText("Message posted");
    assertThat(fake.texts("general")).containsExactly("looking at it now, don't restart");
  }

  @Test
  void a_notice_cannot_command_the_terminal() throws Exception {
    loggedIn();
    shell.onNotice(
        new Notice(
            7, List.of(new Notice.Item("o\033[2Jps", 1, "m\007", "\033]0;owned\007")), 0, null));
    terminal.awaitText("* o<U+001B>[2Jps #1 m<U+0007>: <U+001B>]0;owned<U+0007>");
    assertThat(terminal.raw()).doesNotContain("\033]0;");
  }

  @Test
  void the_status_line_shows_server_user_path_and_news() throws Exception {
    loggedIn();
    terminal.await(rows -> rows.getLast().equals("lab:10005 | hans | rtt 1.8 ms loss 0%"));
    shell.onNotice(new Notice(7, List.of(new Notice.Item("ops", 15, "mira", "x")), 0, null));
    terminal.await(rows -> rows.getLast().endsWith("| new: ops 1"));
    types("XIT");
    status();
    shell.close();
    assertThat(terminal.screen().getLast()).isEmpty();
  }

  @Test
  void a_small_screen_has_no_status_line() throws Exception {
    terminal = new HeadlessTerminal(80, 11);
    loggedIn();
    shell.onNotice(new Notice(7, List.of(new Notice.Item("ops", 15, "mira", "x")), 0, null));
    terminal.awaitText("* ops #15");
    assertThat(terminal.raw()).doesNotContain("rtt 1.8");
  }

  @Test
  void waiting_is_shown_and_after_a_while_the_prompt_is_usable_again() throws Exception {
    patience = SHORT;
    fake.thread("general", "hans");
    loggedIn();
    fake.holdsBack();
    status = new ServerLink.Status(Duration.ofSeconds(1), 1800, 12, 2, 1);
    types("MSG general one");
    terminal.awaitText("... no answer yet, try 1");
    terminal.awaitText("(the result will follow)");
    terminal.type("MSG general tw");
    terminal.awaitText("general> MSG general tw");
    fake.release();
    terminal.awaitText("* MSG general one");
    terminal.awaitText("Message posted to general thread (#1)");
    terminal.type("o\r");
    terminal.awaitText("Message posted to general thread (#2)");
    assertThat(fake.texts("general")).containsExactly("one", "two");
  }

  @Test
  void ctrl_c_stops_waiting_and_the_result_comes_all_the_same() throws Exception {
    fake.thread("general", "hans");
    loggedIn();
    fake.holdsBack();
    types("MSG general one");
    terminal.awaitText("...");
    terminal.type("\003");
    terminal.awaitText("(the result will follow)");
    fake.release();
    terminal.awaitText("* MSG general one");
  }

  @Test
  void ctrl_c_on_an_empty_line_says_how_to_leave() throws Exception {
    loggedIn();
    terminal.type("\003");
    terminal.awaitText("XIT or Ctrl-D leaves");
  }

  @Test
  void one_can_leave_while_nobody_answers() throws Exception {
    patience = SHORT;
    loggedIn();
    fake.holdsBack();
    types("LST");
    terminal.awaitText("(the result will follow)");
    terminal.type("\004");
    terminal.awaitText("...");
    terminal.type("\003");
    assertThat(status()).isZero();
  }

  @Test
  void a_session_that_is_over_ends_the_shell_with_4() throws Exception {
    loggedIn();
    fake.fails(Failures.sessionOver("logged in from 10.0.0.7"));
    types("LST");
    terminal.awaitText("error: logged in from 10.0.0.7");
    assertThat(status()).isEqualTo(4);
  }

  @Test
  void completion_knows_threads_own_messages_newest_first_and_attachments() throws Exception {
    fake.thread("general", "hans").thread("release plan", "mira");
    for (int i = 1; i <= 11; i++) {
      fake.message("general", i % 2 == 0 ? "mira" : "hans", "text " + i);
    }
    fake.file("general", "mira", "re port.pdf", "x");
    loggedIn();
    terminal.type("DLT gen\t\t");
    terminal.await(
        rows ->
            rows.stream()
                .filter(row -> row.contains("text "))
                .map(row -> row.split(" ")[0])
                .toList()
                .equals(List.of("11", "9", "7", "5", "3", "1")));
    terminal.type("\003");
    terminal.await(all -> all.stream().filter(row -> row.equals("hans>")).count() == 1);
    terminal.type("DWN general \t");
    terminal.awaitText("DWN general \"re port.pdf\"");
  }

  @Test
  void a_message_is_written_in_the_editor_and_reopened_when_it_is_refused() throws Exception {
    fake.thread("general", "hans");
    Path editor = folder.resolve("editor.sh");
    Files.writeString(
        editor,
        """
        cp "$1" "$(dirname "$0")/seen-$(ls "$(dirname "$0")" | grep -c seen-)"
        grep -q 'from the editor' "$1" && exit 0
        { echo 'from the editor'; printf '# not a comment'; cat "$1"; } > "$1.new"
        cat "$1.new" > "$1"
        rm "$1.new"
        """);
    environment.put("FORUM_EDITOR", "sh " + editor);
    loggedIn();
    fake.answers(Reply.refused(Code.QUOTA, "you have posted too much today"));
    types("MSG general");
    terminal.awaitText("error: server: you have posted too much today");
    terminal.awaitText("Text kept. (e)dit again, (d)raft, (c)ancel?");
    types("e");
    terminal.awaitText("Message posted to general thread (#1)");
    assertThat(fake.texts("general")).containsExactly("from the editor\n# not a comment");
    assertThat(folder.resolve("drafts")).isEmptyDirectory();
    assertThat(Files.readString(folder.resolve("seen-1")))
        .startsWith("# server: you have posted too much today\n");
  }

  @Test
  void an_empty_text_in_the_editor_cancels_and_a_draft_can_be_kept() throws Exception {
    fake.thread("general", "hans");
    environment.put("FORUM_EDITOR", "true");
    loggedIn();
    types("MSG general");
    terminal.awaitText("The text is empty");
    terminal.awaitText("Nothing was sent");
    assertThat(fake.texts("general")).isEmpty();
    assertThat(folder.resolve("drafts")).isEmptyDirectory();
  }

  @Test
  void an_edit_opens_with_the_present_text_and_drafts_are_for_their_owner() throws Exception {
    fake.thread("general", "hans").message("general", "hans", "two\nlines");
    environment.put(
        "FORUM_EDITOR", "stat -c %a > " + folder.resolve("mode") + " \"$1\"; sed -i s/two/three/");
    loggedIn();
    types("EDT general 1");
    terminal.awaitText("The message has been edited");
    assertThat(fake.texts("general")).containsExactly("three\nlines");
    assertThat(Files.readString(folder.resolve("mode"))).isEqualTo("600\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
  }

  @Test
  void what_is_longer_than_the_screen_goes_to_the_pager() throws Exception {
    fake.thread("general", "hans");
    for (int i = 1; i <= 60; i++) {
      fake.message("general", "mira", "text " + i);
    }
    Path paged = folder.resolve("paged");
    environment.put("FORUM_PAGER", "cat > " + paged);
    loggedIn();
    types("RDT -a general");
    terminal.awaitText("hans general>");
    types("LST");
    terminal.awaitText("The list of active threads:");
    assertThat(Files.readAllLines(paged)).hasSize(60);
    types("RDT general");
    terminal.awaitText("(40 earlier messages: RDT -a general)");
  }

  @Test
  void removing_a_thread_others_posted_in_is_asked_about() throws Exception {
    fake.thread("general", "hans").message("general", "mira", "x").thread("mine", "hans");
    loggedIn();
    types("RMV general");
    terminal.awaitText("Others have posted in general. Remove it? (y/n)");
    types("n");
    terminal.awaitText("Nothing was removed");
    types("RMV mine");
    terminal.awaitText("Thread mine removed");
  }

  @Test
  void f1_shows_help_for_the_command_on_the_line() throws Exception {
    loggedIn();
    terminal.type("MSG gen\033OP");
    terminal.awaitText("MSG [-f FILE] title [text]");
    terminal.awaitText("> MSG gen");
  }

  @Test
  void a_plain_screen_has_news_between_commands_only_and_is_never_painted_over() throws Exception {
    plain = true;
    loggedIn();
    terminal.type("LS");
    shell.onNotice(new Notice(7, List.of(new Notice.Item("ops", 15, "mira", "x")), 0, null));
    terminal.type("T\r");
    terminal.awaitText("No threads to list");
    terminal.awaitText("hans (1 new)>");
    assertThat(String.join("\n", terminal.screen()))
        .containsSubsequence("No threads to list", "* ops #15", "hans (1 new)>");
    assertThat(terminal.raw()).doesNotContain("rtt");
  }

  @Test
  void a_server_that_stops_says_so() throws Exception {
    loggedIn();
    shell.onNotice(new Notice(7, List.of(), 0, "kernel update, back at 10:09"));
    terminal.awaitText("* the server is stopping: kernel update, back at 10:09");
  }

  @Test
  void the_help_fits_a_screen_of_24_rows() throws Exception {
    loggedIn();
    types("HLP");
    terminal.awaitText("CRT title [first message]");
    terminal.awaitText("quoting keys exit-codes");
    assertThat(terminal.screen()).noneMatch(row -> row.length() > 79);
  }

  @Test
  void a_password_is_asked_for_and_neither_shown_nor_kept() throws Exception {
    loggedIn();
    types("PWD");
    terminal.awaitText("Old password:");
    types("open sesame");
    terminal.awaitText("New password:");
    types("close poppy");
    terminal.awaitText("Again:");
    types("close poppy");
    terminal.awaitText("The password has been changed");
    assertThat(fake.changedTo.isOf(Password.of("close poppy"))).isTrue();
    assertThat(terminal.raw()).doesNotContain("poppy", "sesame");
    types("XIT");
    assertThat(status()).isZero();
    assertThat(Files.readString(folder.resolve("history"))).doesNotContain("PWD", "poppy");
  }

  @Test
  void two_new_passwords_that_differ_change_nothing() throws Exception {
    loggedIn();
    types("PWD");
    terminal.awaitText("Old password:");
    types("open sesame");
    terminal.awaitText("New password:");
    types("close poppy");
    terminal.awaitText("Again:");
    types("close puppy");
    terminal.awaitText("the two are not the same; the password stays as it was");
    assertThat(fake.changedTo).isNull();
  }

  @Test
  void a_password_that_is_not_typed_changes_nothing() throws Exception {
    loggedIn();
    types("PWD");
    terminal.awaitText("Old password:");
    terminal.type("\003");
    terminal.awaitText("given up; nothing was changed");
    types("LST");
    terminal.awaitText("hans> LST");
  }
}
