package forum.process;

import static org.assertj.core.api.Assertions.assertThat;

import forum.testkit.SeededChance;
import forum.testkit.process.ClientProcess;
import forum.testkit.process.Deadline;
import forum.testkit.process.Finished;
import forum.testkit.process.ForumProcess;
import forum.testkit.process.Ports;
import forum.testkit.process.Program;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every command of the classic forum, piped through the real client to the real server: what it
/// says, what is in the files afterwards, and with which status it ends.
class PipedScriptTest {
  private static final int REFUSED = 1;
  private static final int USAGE = 2;
  private static final int NO_SERVER = 3;
  private static final int NOT_LOGGED_IN = 4;
  private static final int LOCAL = 6;
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
  void the_first_two_lines_are_name_and_password_and_a_new_user_is_registered() throws Exception {
    String script = "newcomer\nmy first password\nCRT welcome\nXIT\n";
    Finished first = client(script);
    assertThat(first.status()).as("%s", first).isZero();
    assertThat(first.outLines()).containsExactly("Thread welcome created", "Goodbye");
    assertThat(first.err()).contains("Enter username: ", "New user, enter password: ");
    Finished again = client("newcomer\nmy first password\nRDT welcome\n");
    assertThat(again.status()).as("%s", again).isZero();
    assertThat(again.err()).contains("Enter password: ").contains("Thread welcome is empty");
    assertThat(Files.readString(scene.server().data().resolve("credentials.txt")))
        .contains("newcomer $scram-sha-256$")
        .doesNotContain("my first password");
  }

  @Test
  void a_wrong_password_is_refused_and_nothing_is_executed() throws Exception {
    scene.run("careful", "CRT mine");
    Finished wrong = client("careful\nguessed\nRMV mine\n");
    assertThat(wrong.status()).as("%s", wrong).isEqualTo(NOT_LOGGED_IN);
    assertThat(wrong.out()).isEmpty();
    assertThat(wrong.err()).contains("Invalid password");
    assertThat(scene.thread("mine")).containsExactly("careful");
  }

  @Test
  void messages_are_posted_edited_and_deleted_and_numbers_close_up() throws Exception {
    Finished finished =
        scene.run(
            "ann",
            "CRT general",
            "MSG general first",
            "MSG general two  blanks and a \"quote\", it's !1 \\n C:\\temp $HOME * <b>",
            "MSG general third 🦊 жизнь ",
            "MSG general fourth",
            "EDT general 1 the first: edited",
            "DLT general 2",
            "MSG general fifth",
            "XIT");
    assertThat(finished.status()).as("%s", finished).isZero();
    assertThat(finished.outLines())
        .containsExactly(
            "Thread general created",
            "Message posted to general thread (#1)",
            "Message posted to general thread (#2)",
            "Message posted to general thread (#3)",
            "Message posted to general thread (#4)",
            "The message has been edited",
            "The message has been deleted",
            "Message posted to general thread (#4)",
            "Goodbye");
    assertThat(scene.thread("general"))
        .containsExactly(
            "ann",
            "1 ann: the first: edited",
            "2 ann: third 🦊 жизнь ",
            "3 ann: fourth",
            "4 ann: fifth");
  }

  @Test
  void text_is_stored_and_read_as_it_was_typed() throws Exception {
    String text = "two  blanks, a \"quote\", it's !1 \\n C:\\temp $HOME * <b> 🦊 жизнь  ";
    Finished finished = scene.run("typist", "CRT exact", "MSG exact " + text, "RDT exact");
    assertThat(finished.status()).as("%s", finished).isZero();
    assertThat(scene.thread("exact")).containsExactly("typist", "1 typist: " + text);
    assertThat(finished.outLines().getLast().split("\t")[3]).isEqualTo(text.replace("\\", "\\\\"));
  }

  @Test
  void threads_are_listed_in_the_order_of_creation_and_read_with_their_uploads() throws Exception {
    scene.give("lister", "notes.txt", "some notes");
    Finished finished =
        scene.run(
            "lister",
            "CRT zebra",
            "CRT aardvark",
            "MSG zebra stripes",
            "UPD zebra notes.txt",
            "LST",
            "RDT zebra");
    assertThat(finished.status()).as("%s", finished).isZero();
    List<String> titles =
        finished.outLines().stream()
            .map(line -> line.split("\t")[0])
            .filter(List.of("zebra", "aardvark")::contains)
            .toList();
    assertThat(titles).containsExactly("zebra", "aardvark");
    List<String> lines = finished.outLines();
    assertThat(lines.get(lines.size() - 2)).matches("1\tlister\t[^\t]+\tstripes\t\\d+\t0");
    assertThat(lines.getLast()).matches("\tlister\t[^\t]+\tuploaded notes.txt\t\\d+\t.*");
    assertThat(scene.thread("zebra"))
        .containsExactly("lister", "1 lister: stripes", "lister uploaded notes.txt");
  }

  @Test
  void what_belongs_to_others_can_be_read_but_not_changed() throws Exception {
    scene.run("owner", "CRT owned", "MSG owned mine");
    Finished finished =
        scene.run(
            "stranger",
            "MSG owned a word from me",
            "EDT owned 1 stolen",
            "DLT owned 1",
            "RMV owned",
            "CRT owned");
    assertThat(finished.status()).as("%s", finished).isEqualTo(REFUSED);
    assertThat(finished.outLines()).containsExactly("Message posted to owned thread (#2)");
    assertThat(errors(finished))
        .containsExactly(
            "error: The message belongs to another user and cannot be edited",
            "error: The message belongs to another user and cannot be deleted",
            "error: The thread was created by another user and cannot be removed",
            "error: Thread owned exists");
    assertThat(scene.thread("owned"))
        .containsExactly("owner", "1 owner: mine", "2 stranger: a word from me");
  }

  @Test
  void what_is_not_there_is_named() throws Exception {
    Finished finished =
        scene.run(
            "seeker",
            "CRT here",
            "MSG nowhere text",
            "DLT nowhere 1",
            "EDT nowhere 1 text",
            "RDT nowhere",
            "RMV nowhere",
            "DWN nowhere file.txt",
            "UPD nowhere password",
            "DLT here 1",
            "EDT here 7 text",
            "DWN here file.txt",
            "RDT here");
    assertThat(finished.status()).as("%s", finished).isEqualTo(REFUSED);
    assertThat(errors(finished))
        .containsExactly(
            "error: Thread nowhere does not exist",
            "error: Thread nowhere does not exist",
            "error: Thread nowhere does not exist",
            "error: Thread nowhere does not exist",
            "error: Thread nowhere does not exist",
            "error: Thread nowhere does not exist",
            "error: Thread nowhere does not exist",
            "error: Message 1 does not exist in Thread here",
            "error: Message 7 does not exist in Thread here",
            "error: File does not exist in Thread here");
    assertThat(finished.err()).contains("Thread here is empty");
  }

  @Test
  void what_is_not_written_as_it_should_be_is_not_sent() throws Exception {
    Finished finished =
        scene.run(
            "slip",
            "MGS general hello",
            "CRT",
            "MSG general",
            "EDT general one text",
            "DLT general 0",
            "XIT now");
    assertThat(finished.status()).as("%s", finished).isEqualTo(USAGE);
    assertThat(finished.out()).isEmpty();
    assertThat(errors(finished))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("error: Invalid command \"MGS\""),
            line -> assertThat(line).startsWith("error: Incorrect syntax for CRT"),
            line -> assertThat(line).startsWith("error: Incorrect syntax for MSG"),
            line -> assertThat(line).startsWith("error: Incorrect syntax for EDT"),
            line -> assertThat(line).startsWith("error: Incorrect syntax for DLT"),
            line -> assertThat(line).startsWith("error: Incorrect syntax for XIT"));
  }

  @Test
  void files_go_up_and_come_down_as_they_are() throws Exception {
    byte[] binary = new SeededChance(1).bytes(300_000);
    scene.give("giver", "picture.jpeg", binary);
    scene.give("giver", "empty.txt", "");
    Finished up = scene.run("giver", "CRT files", "UPD files picture.jpeg", "UPD files empty.txt");
    assertThat(up.status()).as("%s", up).isZero();
    assertThat(up.outLines())
        .containsExactly(
            "Thread files created",
            "picture.jpeg uploaded to files thread",
            "empty.txt uploaded to files thread");
    Finished down = scene.run("taker", "DWN files picture.jpeg", "DWN files empty.txt");
    assertThat(down.status()).as("%s", down).isZero();
    assertThat(down.outLines())
        .containsExactly(
            "picture.jpeg successfully downloaded", "empty.txt successfully downloaded");
    assertThat(scene.bytes("taker", "picture.jpeg")).isEqualTo(binary);
    assertThat(scene.bytes("taker", "empty.txt")).isEmpty();
    assertThat(scene.thread("files"))
        .containsExactly("giver", "giver uploaded picture.jpeg", "giver uploaded empty.txt");
    assertThat(scene.server().data().resolve("attachments/files/picture.jpeg"))
        .hasBinaryContent(binary);
  }

  @Test
  void files_that_are_missing_or_there_already_are_refused() throws Exception {
    scene.give("sender", "a.txt", "first");
    scene.run("sender", "CRT parcel", "UPD parcel a.txt");
    scene.give("sender", "a.txt", "second");
    Finished up = scene.run("sender", "UPD parcel missing.txt", "UPD parcel a.txt");
    assertThat(up.status()).as("%s", up).isEqualTo(LOCAL);
    assertThat(errors(up))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("error: local: missing.txt"),
            line -> assertThat(line).isEqualTo("error: File already exists in Thread parcel"));
    scene.give("receiver", "a.txt", "my own");
    Finished down = scene.run("receiver", "DWN parcel a.txt", "DWN parcel missing.txt");
    assertThat(down.status()).as("%s", down).isEqualTo(LOCAL);
    assertThat(new String(scene.bytes("receiver", "a.txt"))).isEqualTo("my own");
    assertThat(errors(down)).last().isEqualTo("error: File does not exist in Thread parcel");
  }

  @Test
  void a_removed_thread_is_gone_with_its_files_and_its_title_is_free_again() throws Exception {
    scene.give("maker", "a.txt", "bytes");
    Finished finished =
        scene.run(
            "maker",
            "CRT again",
            "MSG again one",
            "UPD again a.txt",
            "RMV again",
            "RDT again",
            "CRT again",
            "MSG again two");
    assertThat(finished.outLines())
        .endsWith(
            "Thread again removed", "Thread again created", "Message posted to again thread (#1)");
    assertThat(errors(finished)).containsExactly("error: Thread again does not exist");
    assertThat(scene.thread("again")).containsExactly("maker", "1 maker: two");
    assertThat(scene.server().data().resolve("attachments/again/a.txt")).doesNotExist();
  }

  @Test
  void uploads_keep_their_place_when_messages_before_them_are_deleted() throws Exception {
    scene.give("mixer", "a.txt", "bytes");
    scene.run(
        "mixer",
        "CRT mixed",
        "MSG mixed one",
        "MSG mixed two",
        "UPD mixed a.txt",
        "MSG mixed three",
        "DLT mixed 1");
    assertThat(scene.thread("mixed"))
        .containsExactly("mixer", "1 mixer: two", "mixer uploaded a.txt", "2 mixer: three");
  }

  @Test
  void a_number_that_has_moved_since_it_was_read_is_not_taken_for_another_message()
      throws Exception {
    scene.run("first", "CRT moving", "MSG moving one");
    try (Program second = scene.open("second")) {
      second.type("MSG moving two\nMSG moving three\nRDT moving\n");
      assertThat(second.out().awaitText("three", Deadline.inSeconds(30))).as("%s", second).isTrue();
      scene.run("first", "DLT moving 1");
      second.type("DLT moving 2\nXIT\n");
      Finished finished = second.finished(Deadline.inSeconds(30));
      assertThat(finished.status()).as("%s", finished).isEqualTo(REFUSED);
      assertThat(finished.err()).contains("message 2 is now 1", "DLT moving 1");
    }
    assertThat(scene.thread("moving")).containsExactly("first", "1 second: two", "2 second: three");
  }

  @Test
  void a_user_has_one_session_at_a_time_and_may_take_it_over() throws Exception {
    try (Program first = scene.open("only")) {
      first.type("CRT single\n");
      assertThat(first.out().awaitText("created", Deadline.inSeconds(30))).as("%s", first).isTrue();
      Finished second = scene.run("only", "LST");
      assertThat(second.status()).as("%s", second).isEqualTo(NOT_LOGGED_IN);
      assertThat(errors(second)).containsExactly("error: only has already logged in");
      Finished third = scene.run("only", List.of("--takeover"), "MSG single taken over");
      assertThat(third.status()).as("%s", third).isZero();
      first.type("MSG single still here\n");
      first.endInput();
      Finished fenced = first.finished(Deadline.inSeconds(30));
      assertThat(fenced.status()).as("%s", fenced).isNotZero();
      assertThat(fenced.err()).contains("you logged in elsewhere");
    }
    assertThat(scene.thread("single")).containsExactly("only", "1 only: taken over");
  }

  @Test
  void whoever_vanished_can_come_back_at_once() throws Exception {
    try (Program vanishing = scene.open("vanishing")) {
      vanishing.type("CRT left\n");
      assertThat(vanishing.out().awaitText("created", Deadline.inSeconds(30))).isTrue();
      vanishing.kill();
    }
    Finished back = scene.run("vanishing", "MSG left back again");
    assertThat(back.status()).as("%s", back).isZero();
  }

  @Test
  void options_choose_commands_echo_json_and_stopping_at_the_first_failure() throws Exception {
    Finished commands =
        scene.run("opt", List.of("-c", "CRT optional", "-c", "MSG optional by option", "--echo"));
    assertThat(commands.outLines())
        .containsExactly(
            "> CRT optional",
            "Thread optional created",
            "> MSG optional by option",
            "Message posted to optional thread (#1)");
    Finished json = scene.run("opt", List.of("--json"), "RDT optional", "DLT nowhere 1");
    assertThat(json.status()).as("%s", json).isEqualTo(REFUSED);
    assertThat(json.outLines())
        .allMatch(line -> line.startsWith("{\"schema\":\"forum.1\""))
        .anyMatch(line -> line.contains("\"text\":\"by option\""))
        .last()
        .asString()
        .contains("\"code\":\"NO_SUCH_THREAD\"", "\"ok\":false");
    Finished fast = scene.run("opt", List.of("--fail-fast"), "RDT nowhere", "CRT never");
    assertThat(fast.status()).as("%s", fast).isEqualTo(REFUSED);
    assertThat(fast.out()).isEmpty();
  }

  @Test
  void without_a_server_one_line_says_so() throws Exception {
    InetSocketAddress nobody =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Ports.free());
    Finished finished =
        ClientProcess.run(nobody, scene.home("lonely"), "a\nb\nLST\n", "-q", "--timeout", "2");
    assertThat(finished.status()).as("%s", finished).isEqualTo(NO_SERVER);
    assertThat(finished.out()).isEmpty();
    assertThat(finished.errLines()).hasSize(1);
  }

  @Test
  void classic_credentials_are_taken_over_hashed_and_new_users_come_last() throws Exception {
    Path data = Files.createDirectories(folder.resolve("classic"));
    Path credentials = data.resolve("credentials.txt");
    Files.writeString(credentials, "hans falcon*solo\n\nyoda wise@!man");
    try (ForumProcess server = ForumProcess.start(data, Ports.free())) {
      for (String login : List.of("hans\nfalcon*solo\n", "yoda\nwise@!man\n", "leia\nalderaan\n")) {
        Finished finished = ClientProcess.run(server.address(), folder, login + "LST\n");
        assertThat(finished.status()).as("%s", finished).isZero();
      }
    }
    assertThat(Files.readString(credentials)).doesNotContain("falcon*solo", "wise@!man");
    assertThat(Files.readAllLines(credentials))
        .filteredOn(line -> line.contains("$scram-sha-256$"))
        .extracting(line -> line.split(" ")[0])
        .containsExactly("hans", "yoda", "leia");
  }

  private static Finished client(String script) throws Exception {
    return ClientProcess.run(scene.server().address(), folder, script);
  }

  private static List<String> errors(Finished finished) {
    return finished.errLines().stream().filter(line -> line.startsWith("error: ")).toList();
  }
}
