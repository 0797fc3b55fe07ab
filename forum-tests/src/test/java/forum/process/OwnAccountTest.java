package forum.process;

import static org.assertj.core.api.Assertions.assertThat;

import forum.testkit.process.ClientProcess;
import forum.testkit.process.Deadline;
import forum.testkit.process.Finished;
import forum.testkit.process.ForumProcess;
import forum.testkit.process.Ports;
import forum.testkit.process.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What users do with their own accounts, by real clients on a real server.
class OwnAccountTest {
  private static final int NOT_LOGGED_IN = 4;
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
  void a_password_is_changed_and_the_old_one_opens_nothing_any_more() throws Exception {
    scene.run("ann", "CRT hers");
    scene.give("ann", "both", Scene.password("ann") + "\nanother password\n");
    Finished changed = scene.run("ann", "PWD -f both", "MSG hers still here");
    assertThat(changed.status()).as("%s", changed).isZero();
    assertThat(changed.outLines())
        .containsExactly("The password has been changed", "Message posted to hers thread (#1)");
    assertThat(scene.run("ann", "LST").status()).isEqualTo(NOT_LOGGED_IN);
    scene.give("ann", "new", "another password\n");
    Finished again = client("ann", "LST\n", "-u", "ann", "--password-file", "new");
    assertThat(again.status()).as("%s", again).isZero();
    assertThat(scene.run("ann", "LST").err()).contains("Invalid password");
  }

  @Test
  void a_token_lets_a_script_in_within_its_scope_until_it_is_revoked() throws Exception {
    Finished made = scene.run("bob", "CRT his", "TOK -s post -o token ci");
    assertThat(made.status()).as("%s", made).isZero();
    try (Program watching = scene.open("bob")) {
      watching.type("LST\n");
      Finished posted = client("bob", "MSG his by night\n", "--token-file", "token");
      assertThat(posted.status()).as("beside bob himself: %s", posted).isZero();
      Finished refused = client("bob", "RMV his\n", "--token-file", "token");
      assertThat(refused.status()).as("%s", refused).isOne();
      assertThat(refused.err()).contains("the scope of the token ci is post, and this takes all");
      watching.type("TOK -r ci\n");
      watching.endInput();
      assertThat(watching.finished(Deadline.inSeconds(60)).status()).isZero();
    }
    Finished late = client("bob", "LST\n", "--token-file", "token");
    assertThat(late.status()).as("%s", late).isEqualTo(NOT_LOGGED_IN);
    assertThat(late.err()).contains("The token is not valid", "the token ci was revoked at");
    assertThat(scene.thread("his")).containsExactly("bob", "1 bob: by night");
  }

  private static Finished client(String home, String script, String... options) throws Exception {
    return ClientProcess.run(scene.server().address(), scene.home(home), script, options);
  }

  @Test
  void a_code_of_the_operator_lets_one_more_register() throws Exception {
    Path data = folder.resolve("by invitation");
    try (ForumProcess server = ForumProcess.start(data, Ports.free(), "--registration", "invite")) {
      Finished made = ForumProcess.admin(folder, "invite", "--data", data);
      assertThat(made.status()).as("%s", made).isZero();
      Path home = scene.home("newcomer");
      Files.writeString(home.resolve("code"), made.out());
      Files.writeString(home.resolve("secret"), "a new password\n");
      String[] options = {"-u", "eve", "--password-file", "secret", "--invitation-file", "code"};
      Finished eve = ClientProcess.run(server.address(), home, "CRT hers\n", options);
      assertThat(eve.status()).as("%s", eve).isZero();
      options[1] = "mallory";
      Finished mallory = ClientProcess.run(server.address(), home, "LST\n", options);
      assertThat(mallory.status()).as("%s", mallory).isEqualTo(NOT_LOGGED_IN);
      assertThat(mallory.err()).contains("That invitation is not valid");
      assertThat(Files.readString(data.resolve("forum-data/audit.log")))
          .contains("\"act\":\"invite\"")
          .doesNotContain(made.out().strip());
    }
  }
}
