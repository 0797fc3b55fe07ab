package forum.server.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import forum.machine.DataFolderLock;
import forum.machine.FileSystemDisk;
import forum.machine.Ticker;
import forum.protocol.UserName;
import forum.protocol.login.Password;
import forum.server.account.Account;
import forum.server.commit.ForumStore;
import forum.server.commit.StoredForum;
import forum.server.commit.TestForum;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserCommandTest {
  @TempDir private Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Path data;
  private Path secret;

  @BeforeEach
  void choose() throws IOException {
    data = folder.resolve("data");
    secret = Files.writeString(folder.resolve("secret"), "death*star*1\n");
  }

  @Test
  void the_first_admin_needs_no_forum_and_no_configuration() throws IOException {
    assertThat(run("add", "root", "admin")).as("%s", err).isZero();
    Account root = account("root");
    assertThat(root.role().word()).isEqualTo("admin");
    assertThat(root.verifier().isOf(Password.of("death*star*1"))).isTrue();
    assertThat(Files.readString(data.resolve("credentials.txt")))
        .startsWith("root $scram-sha-256$i=600000$")
        .endsWith(" admin\n");
    String log = Files.readString(data.resolve("forum-data/audit.log"));
    assertThat(log).contains("the operator (", "user add", "root as admin");
    assertThat(log + out + err).doesNotContain("death*star");
  }

  @Test
  void accounts_are_changed_locked_removed_and_listed() throws IOException {
    TestForum forum = TestForum.on(FileSystemDisk.at(data));
    forum.register("ann");
    forum.stop();
    assertThat(run("role", "ann", "moderator")).isZero();
    assertThat(account("ann").role().word()).isEqualTo("moderator");
    assertThat(run("lock", "ann")).isZero();
    assertThat(account("ann").locked()).isTrue();
    assertThat(run("list")).isZero();
    assertThat(out.toString(UTF_8)).contains("ann\tmoderator\tlocked\t4096\tnever");
    assertThat(run("unlock", "ann")).isZero();
    assertThat(run("passwd", "ann")).isZero();
    assertThat(account("ann").verifier().isOf(Password.of("death*star*1"))).isTrue();
    assertThat(run("rm", "ann")).isZero();
    assertThat(StoredForum.atRest(FileSystemDisk.at(data)).state().accounts().size()).isZero();
    assertThat(data.resolve("credentials.txt")).isEmptyFile();
    assertThat(
            new AdminProgram(Ticker.system(), System.out, System.err)
                .run(List.of("check", "--data", data.toString())))
        .isZero();
  }

  @Test
  void what_makes_no_sense_is_refused_with_what_would() {
    assertThat(run("frobnicate", "ann")).isEqualTo(4);
    assertThat(run("lock")).isEqualTo(4);
    assertThat(run("role", "ann")).isEqualTo(4);
    assertThat(run("role", "ann", "emperor")).isEqualTo(4);
    assertThat(err.toString(UTF_8))
        .contains("frobnicate", "NAME is missing", "ROLE is missing", "emperor", "try:");
    assertThat(data).doesNotExist();
    assertThat(run("add", "root")).isZero();
    assertThat(run("add", "root")).isEqualTo(4);
    assertThat(run("lock", "nobody")).isEqualTo(4);
    assertThat(run("add", "no body")).isEqualTo(4);
    assertThat(err.toString(UTF_8)).contains("root exists", "no user nobody", "one word");
  }

  @Test
  void a_running_server_does_it_itself() throws Exception {
    TestForum forum = TestForum.on(FileSystemDisk.at(data));
    forum.register("ann");
    LinkedBlockingQueue<Runnable> loop = new LinkedBlockingQueue<>();
    Path ours = data.resolve(ForumStore.FOLDER);
    try (DataFolderLock _ = DataFolderLock.take(ours);
        AdminDesk _ = AdminDesk.open(ours, new Live(forum.store(), loop::add), _ -> {})) {
      Thread operator = Thread.ofVirtual().start(() -> run("lock", "ann"));
      loop.take().run();
      forum.store().commit().commit();
      operator.join();
      assertThat(forum.store().state().accounts().find(new UserName("ann")).orElseThrow().locked())
          .isTrue();
    }
    forum.stop();
    assertThat(out.toString(UTF_8)).contains("ann cannot log in any more");
  }

  private Account account(String name) throws IOException {
    return StoredForum.atRest(FileSystemDisk.at(data))
        .state()
        .accounts()
        .find(new UserName(name))
        .orElseThrow();
  }

  private int run(String... words) {
    List<String> all = new java.util.ArrayList<>(List.of("user"));
    all.addAll(Arrays.asList(words));
    all.addAll(List.of("--data", data.toString(), "--password-file", secret.toString()));
    PrintStream toOut = new PrintStream(out, true, UTF_8);
    PrintStream toErr = new PrintStream(err, true, UTF_8);
    return new AdminProgram(Ticker.system(), toOut, toErr).run(all);
  }
}
