package forum.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import forum.client.link.LinkFailure;
import forum.client.link.ServerLink;
import forum.protocol.Code;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import forum.testkit.process.ClientProcess;
import forum.testkit.process.Deadline;
import forum.testkit.process.Finished;
import forum.testkit.process.ForumProcess;
import forum.testkit.process.Ports;
import forum.testkit.process.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// What the operator does to accounts of a forum that is served, as real logins find it, then and
/// after a restart. Registration is closed, so that a login makes no account.
@ExtendWith(NothingLeft.class)
class OperatorTest {
  private static final String FIRST = "the first password";
  private static final String SECOND = "the second password";
  private static final ThreadTitle THREAD = new ThreadTitle("t");

  @TempDir private Path folder;
  private Path data;
  private ForumProcess server;

  @BeforeEach
  void start() throws Exception {
    data = folder.resolve("data");
    server = started();
  }

  private ForumProcess started() throws IOException {
    return ForumProcess.start(data, Ports.free(), "--registration", "closed");
  }

  private void restart() throws Exception {
    server.program().kill();
    server = started();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void an_account_and_its_passwords_come_from_standard_input_or_a_file_and_are_durable()
      throws Exception {
    assertThat(refusal("ann", FIRST)).contains("there is no user ann");
    orders(FIRST + "\n", "add", "ann", "--password-file", "-");
    assertOpen("ann", FIRST);
    restart();
    assertOpen("ann", FIRST);
    try (Bot ann = Bot.login(server.address(), "ann", FIRST)) {
      Path secret = Files.writeString(folder.resolve("secret"), SECOND + "\n");
      orders("", "passwd", "ann", "--password-file", secret);
      assertOver(ann);
    }
    assertThat(refusal("ann", FIRST)).contains("AUTH_FAILED");
    assertOpen("ann", SECOND);
    restart();
    assertThat(refusal("ann", FIRST)).contains("AUTH_FAILED");
    assertOpen("ann", SECOND);
    assertThat(filesWith(FIRST, SECOND)).isEmpty();
  }

  @Test
  void a_password_is_not_taken_from_the_command_line() throws Exception {
    assertRefused(order("", "add", "ann", "user", FIRST), 2);
    assertRefused(order("", "add", "ann", FIRST), 4);
    assertRefused(order("", "add", "ann", "--password", FIRST), 2);
    assertThat(assertRefused(order("", "add", "ann"), 4)).contains("--password-file FILE");
    assertThat(order("", "list").out()).isEmpty();
  }

  @Test
  void a_role_is_power_from_then_on_and_none_when_it_is_taken_back() throws Exception {
    add("ann");
    add("mod");
    try (Bot ann = Bot.login(server.address(), "ann", FIRST)) {
      ann.does(new Request.CreateThread(THREAD));
      assertThat(lock(true, "mod").code()).isEqualTo(Code.NOT_ALLOWED);
      orders("", "role", "mod", "moderator");
      assertThat(lock(true, "mod").code()).isEqualTo(Code.OK);
      assertThat(Bot.get(ann.post("t", "late")).code()).isEqualTo(Code.LOCKED);
    }
    restart();
    assertThat(order("", "list").out()).contains("mod\tmoderator\topen\t600000\t");
    assertThat(lock(false, "mod").code()).isEqualTo(Code.OK);
    orders("", "role", "mod", "user");
    assertThat(lock(true, "mod").code()).isEqualTo(Code.NOT_ALLOWED);
  }

  private Reply lock(boolean locked, String user) throws Exception {
    try (Bot bot = Bot.login(server.address(), user, FIRST)) {
      return Bot.get(bot.send(new Request.LockThread(THREAD, locked, null)));
    }
  }

  @Test
  void a_locked_account_is_closed_until_it_is_unlocked_and_a_removed_one_for_good()
      throws Exception {
    add("ann");
    try (Bot ann = Bot.login(server.address(), "ann", FIRST)) {
      orders("", "lock", "ann");
      assertOver(ann);
    }
    assertThat(refusal("ann", FIRST)).contains("locked");
    restart();
    assertThat(refusal("ann", FIRST)).contains("locked");
    assertThat(order("", "list").out()).contains("ann\tuser\tlocked\t");
    orders("", "unlock", "ann");
    try (Bot ann = Bot.login(server.address(), "ann", FIRST)) {
      ann.does(new Request.CreateThread(THREAD));
      orders("", "rm", "ann");
      assertOver(ann);
    }
    assertThat(refusal("ann", FIRST)).contains("AUTH_FAILED");
    restart();
    assertThat(refusal("ann", FIRST)).contains("AUTH_FAILED");
    assertThat(order("", "list").out()).isEmpty();
    assertThat(Classic.file(data, "t")).as("what was written stays").containsExactly("ann");
  }

  @Test
  void tokens_outlive_a_password_and_the_operator_revokes_one_or_all() throws Exception {
    add("ann");
    makeTokens("ann", "nightly", "weekly", "monthly");
    assertThat(order("", "tokens", "ann").outLines())
        .hasSize(3)
        .first(InstanceOfAssertFactories.STRING)
        .matches("nightly\\tread\\tvalid\\t[-0-9T:.]+Z\\tnever");
    Finished changed = order(FIRST + "\n", "passwd", "ann", "--password-file", "-");
    assertThat(changed.out())
        .contains("3 tokens are still valid", "forum-server admin user revoke ann\n");
    try (Program watching = withToken("weekly")) {
      watching.type("LST\n");
      assertThat(seen(watching, "No threads to list")).as("%s", watching).isTrue();
      orders("", "revoke", "ann", "weekly");
      watching.type("LST\n");
      watching.endInput();
      assertThat(watching.finished(Deadline.inSeconds(60)).status()).isNotZero();
    }
    assertShut("weekly");
    assertThat(assertRefused(order("", "revoke", "ann", "weekly"), 4))
        .contains("ann has no valid token weekly");
    assertThat(visit("nightly").status()).isZero();
    assertThat(order("", "revoke", "ann").outLines()).hasSize(2);
    restart();
    assertShut("nightly");
    assertShut("monthly");
    assertThat(order("", "tokens", "ann").out()).contains("weekly\tread\trevoked\t");
    assertThat(Files.readString(data.resolve("forum-data/audit.log")))
        .containsPattern("\"by\":\"the operator .*user revoke.*token weekly of ann")
        .containsPattern("\"by\":\"the operator .*user revoke.*token monthly of ann");
  }

  private void makeTokens(String user, String... names) throws Exception {
    StringBuilder script = new StringBuilder();
    for (String name : names) {
      script.append("TOK -o ").append(name).append(' ').append(name).append('\n');
    }
    Files.writeString(folder.resolve("password"), FIRST + "\n");
    Finished made =
        ClientProcess.run(
            server.address(), folder, script.toString(), "-u", user, "--password-file", "password");
    assertThat(made.status()).as("%s", made).isZero();
  }

  private Program withToken(String token) throws Exception {
    return ClientProcess.start(server.address(), folder, "--token-file", token);
  }

  private Finished visit(String token) throws Exception {
    return ClientProcess.run(server.address(), folder, "LST\n", "--token-file", token);
  }

  private static boolean seen(Program program, String text) throws Exception {
    return Deadline.inSeconds(60)
        .await(() -> (program.out().text() + program.err().text()).contains(text));
  }

  private void assertShut(String token) throws Exception {
    assertThat(visit(token).err()).contains("the token " + token + " was revoked at");
  }

  private void add(String user) throws Exception {
    orders(FIRST + "\n", "add", user, "--password-file", "-");
  }

  private void orders(String input, Object... words) throws Exception {
    Finished done = order(input, words);
    assertThat(done.status()).as("%s", done).isZero();
  }

  private Finished order(String input, Object... words) throws Exception {
    Object[] all =
        Stream.of(List.of("user"), List.of(words), List.of("--data", data))
            .flatMap(List::stream)
            .toArray();
    return ForumProcess.adminTold(input, folder, all);
  }

  private static String assertRefused(Finished done, int status) {
    assertThat(done.status()).as("%s", done).isEqualTo(status);
    return done.err();
  }

  private void assertOpen(String user, String password) throws Exception {
    try (Bot bot = Bot.login(server.address(), user, password)) {
      assertThat(bot.list()).isEmpty();
    }
  }

  private static void assertOver(Bot bot) {
    assertThatThrownBy(() -> bot.does(new Request.CreateThread(new ThreadTitle("too late"))))
        .isInstanceOf(LinkFailure.SessionOver.class);
  }

  private String refusal(String user, String password) throws Exception {
    try (Bot bot = Bot.login(server.address(), user, password)) {
      return "none: " + bot.name;
    } catch (ServerLink.Refused e) {
      return String.valueOf(e.reply());
    }
  }

  private List<Path> filesWith(String... secrets) throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> Stream.of(secrets).anyMatch(text(file)::contains))
          .toList();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
