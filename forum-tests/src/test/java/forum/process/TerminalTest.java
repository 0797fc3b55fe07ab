package forum.process;

import static org.assertj.core.api.Assertions.assertThat;

import forum.testkit.process.ClientProcess;
import forum.testkit.process.Tmux;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The client at a terminal of 80 columns and 24 rows, with a person's keys.
class TerminalTest {
  private static final String COLOUR = "screen-256color";
  @TempDir private static Path folder;
  private static Scene scene;

  @BeforeAll
  static void start() throws Exception {
    scene = new Scene(folder);
  }

  @AfterAll
  static void stop() {
    scene.close();
  }

  @Test
  void a_newcomer_registers_and_finds_the_way() throws Exception {
    try (Tmux terminal = client("new", COLOUR)) {
      terminal.await("Is it the right one?");
      terminal.enter("yes");
      terminal.await("Enter username");
      terminal.enter("newbie");
      terminal.await("New user, enter password:");
      terminal.enter("correct horse");
      terminal.await("Again:");
      terminal.enter("correct horse");
      terminal.await("Welcome to the forum");
      terminal.enter("CRT first");
      terminal.await("Thread first created");
      terminal.enter("MSG first don't !panic \\o/");
      terminal.await("Message posted to first thread (#1)");
      terminal.enter("RDT first");
      terminal.await("don't !panic \\o/");
      terminal.enter("LST");
      terminal.await("The list of active threads:");
      terminal.enter("EDT first 1 edited");
      terminal.await("The message has been edited");
      terminal.enter("DLT first 1");
      terminal.await("The message has been deleted");
      terminal.enter("RMV first");
      terminal.await("Thread first removed");
      assertThat(terminal.history()).doesNotContain("correct horse");
      terminal.enter("XIT");
      terminal.await("Goodbye");
      assertThat(terminal.ended()).isZero();
    }
  }

  @Test
  void a_wrong_password_leads_back_to_the_name() throws Exception {
    scene.run("clumsy", "LST");
    try (Tmux terminal = client("clumsy", COLOUR)) {
      terminal.await("Enter username");
      terminal.enter("clumsy");
      terminal.await("Enter password:");
      terminal.enter("slip of the pen");
      terminal.await("Invalid password");
      terminal.await("two questions for the name", screen -> count(screen, "Enter username") == 2);
      terminal.enter("clumsy");
      terminal.await("two questions", screen -> count(screen, "Enter password:") == 2);
      terminal.enter(Scene.password("clumsy"));
      terminal.await("Welcome to the forum");
      terminal.press("C-d");
      assertThat(terminal.ended()).isZero();
    }
  }

  @Test
  void tab_completes_commands_and_titles() throws Exception {
    try (Tmux terminal = loggedIn("completer", COLOUR)) {
      terminal.enter("CRT \"long title\"");
      terminal.await("Thread long title created");
      terminal.type("ms");
      terminal.press("Tab");
      terminal.await("> MSG");
      terminal.type("lon");
      terminal.pressUntil("Tab", "title", screen -> screen.contains("MSG \"long title\""));
      terminal.enter("completed");
      terminal.await("Message posted to long title thread (#1)");
      terminal.press("Up");
      terminal.await("MSG \"long title\" completed");
    }
  }

  @Test
  void tab_walks_through_the_titles_where_nothing_is_typed_yet() throws Exception {
    try (Tmux terminal = loggedIn("walker", COLOUR)) {
      terminal.enter("CRT walked");
      terminal.await("Thread walked created");
      terminal.enter("CRT again");
      terminal.await("Thread again created");
      terminal.type("RDT ");
      terminal.pressUntil("Tab", "title", screen -> screen.matches("(?s).*again> RDT \\S.*"));
    }
  }

  @Test
  void a_notice_leaves_the_line_that_is_being_typed_alone() throws Exception {
    try (Tmux terminal = loggedIn("reader", COLOUR)) {
      terminal.enter("CRT watched");
      terminal.await("Thread watched created");
      terminal.type("MSG watched half a li");
      terminal.await("half a li");
      scene.run("poster", "MSG watched something new");
      terminal.await("something new");
      terminal.enter("ne and the rest");
      terminal.await("Message posted to watched thread (#2)");
    }
    assertThat(scene.thread("watched"))
        .containsExactly("reader", "1 poster: something new", "2 reader: half a line and the rest");
  }

  @Test
  void two_people_talk() throws Exception {
    try (Tmux ann = loggedIn("talker1", COLOUR);
        Tmux bob = loggedIn("talker2", COLOUR)) {
      ann.enter("CRT talk");
      ann.await("Thread talk created");
      bob.enter("MSG talk hello from two");
      bob.await("Message posted to talk thread (#1)");
      ann.enter("RDT talk");
      ann.await("hello from two");
      ann.enter("MSG talk hello from one");
      ann.await("Message posted to talk thread (#2)");
      bob.enter("DLT talk 2");
      bob.await("The message belongs to another user and cannot be deleted");
    }
  }

  @Test
  void a_paste_of_many_lines_is_one_message() throws Exception {
    String lines = "one \"quoted\"\ntwo !bang\nthree \\back\\slash\nfour 🦊";
    try (Tmux terminal = loggedIn("paster", COLOUR)) {
      terminal.enter("CRT pasted");
      terminal.await("Thread pasted created");
      terminal.type("MSG pasted ");
      terminal.paste(lines);
      terminal.await("four");
      terminal.press("Enter");
      terminal.await("Message posted to pasted thread (#1)");
    }
    assertThat(scene.thread("pasted"))
        .containsExactly("paster", "1 paster: " + lines.replace("\\", "\\\\").replace("\n", "\\n"));
  }

  @Test
  void what_others_write_cannot_act_on_the_terminal() throws Exception {
    String evil = "\u001b[2J\u001b]0;owned\u0007\u202eevil";
    try (RawPeer peer = new RawPeer(scene.server().address())) {
      peer.login("evil", "a password");
      peer.change("{\"op\":\"CRT\",\"thread\":\"evil\"}", "");
      peer.change("{\"op\":\"MSG\",\"thread\":\"evil\"}", evil);
    }
    try (Tmux terminal = loggedIn("victim", COLOUR)) {
      terminal.enter("RDT evil");
      terminal.await("<U+001B>[2J<U+001B>]0;owned<U+0007><U+202E>evil");
      assertThat(terminal.screen()).contains("Welcome to the forum");
    }
  }

  @Test
  void a_dumb_terminal_will_do() throws Exception {
    try (Tmux terminal = loggedIn("plain", "dumb")) {
      terminal.enter("CRT dumb");
      terminal.await("Thread dumb created");
      terminal.enter("MSG dumb still works");
      terminal.await("Message posted to dumb thread (#1)");
      terminal.enter("XIT");
      terminal.await("Goodbye");
      assertThat(terminal.ended()).isZero();
    }
  }

  private static Tmux client(String user, String term) throws Exception {
    List<String> command = ClientProcess.command(scene.server().address());
    return Tmux.start(scene.home(user), term, command);
  }

  private static Tmux loggedIn(String user, String term) throws Exception {
    scene.run(user, "LST");
    Tmux terminal = client(user, term);
    terminal.await("Enter username");
    terminal.enter(user);
    terminal.await("Enter password:");
    terminal.enter(Scene.password(user));
    terminal.await("Welcome to the forum");
    return terminal;
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }
}
