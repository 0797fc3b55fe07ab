package forum.faults;

import static org.assertj.core.api.Assertions.assertThat;

import forum.process.Bot;
import forum.process.Classic;
import forum.process.NothingLeft;
import forum.process.People;
import forum.process.ThreadAudit;
import forum.process.Writer;
import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import forum.testkit.process.Deadline;
import forum.testkit.process.Finished;
import forum.testkit.process.ForumProcess;
import forum.testkit.process.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The operator's commands while writers write: nobody is held up, a backup is of one moment that
/// is not before it was asked for, and what it restores is whole.
@ExtendWith(NothingLeft.class)
class BackupUnderLoadTest {
  private static final String[] NAMES = {"host", "ann", "bob", "cid"};
  private static final int ANSWERS = 200;
  @TempDir private Path folder;

  @Test
  void backup_and_check_while_writers_write() throws Exception {
    Path data = folder.resolve("data");
    People.settle(data, NAMES);
    AtomicLong answered = new AtomicLong();
    List<Writer> writers = new ArrayList<>();
    try (ForumProcess server = ForumProcess.start(data, Ports.free(), "--no-console")) {
      begin(server, writers, answered);
      await(answered, ANSWERS);
      List<ThreadAudit.Acknowledged> before = posted(writers);
      Path backup = folder.resolve("backup.zip");
      done(ForumProcess.admin(folder, "backup", backup, "--data", data));
      long then = answered.get();
      done(ForumProcess.admin(folder, "check", "--data", data));
      assertThat(answered.get()).as("answers during the check").isGreaterThan(then);
      for (Writer writer : writers) {
        writer.stop();
      }
      restore(backup, before, posted(writers));
      damageIsNamed(data);
    } finally {
      writers.forEach(Writer::close);
    }
  }

  private static void begin(ForumProcess server, List<Writer> writers, AtomicLong answered)
      throws Exception {
    try (Bot host = Bot.login(server.address(), "host", People.password("host"))) {
      host.does(new Request.CreateThread(new ThreadTitle("shared")));
    }
    for (int i = 1; i < NAMES.length; i++) {
      writers.add(Writer.start(server.address(), NAMES[i], "shared", i, answered));
    }
  }

  private static void await(AtomicLong answered, long wanted) {
    assertThat(Deadline.inSeconds(60).await(() -> answered.get() >= wanted)).isTrue();
  }

  private static List<ThreadAudit.Acknowledged> posted(List<Writer> writers) {
    return writers.stream().flatMap(writer -> writer.posted().stream()).toList();
  }

  private static void done(Finished finished) {
    assertThat(finished.status()).as("%s", finished).isZero();
  }

  /// Everything that was acknowledged before is in it, in its place, and nothing that nobody wrote.
  private void restore(
      Path backup, List<ThreadAudit.Acknowledged> before, List<ThreadAudit.Acknowledged> ever)
      throws Exception {
    Path restored = folder.resolve("restored");
    done(ForumProcess.admin(folder, "restore", backup, "--data", restored));
    done(ForumProcess.admin(folder, "check", "--data", restored));
    try (ForumProcess server = ForumProcess.start(restored, Ports.free(), "--no-console")) {
      List<String> lines = Classic.file(restored, "shared");
      assertThat(lines).as("%s", server).doesNotHaveDuplicates();
      assertThat(lines.subList(1, lines.size()))
          .containsAll(before.stream().map(BackupUnderLoadTest::line).toList())
          .isSubsetOf(ever.stream().map(BackupUnderLoadTest::line).toList());
      done(ForumProcess.admin(folder, "check", "--data", restored));
    }
  }

  private static String line(ThreadAudit.Acknowledged post) {
    return post.number() + " " + post.author() + ": " + post.text();
  }

  /// A check of the running server names each difference with its place.
  private void damageIsNamed(Path data) throws Exception {
    Path thread = data.resolve("threads/ann");
    String text = Files.readString(thread);
    int at = text.indexOf(" writes text ");
    Files.writeString(thread, text.substring(0, at + 1) + "W" + text.substring(at + 2));
    Files.writeString(
        data.resolve("credentials.txt"),
        Files.readString(data.resolve("credentials.txt")).replaceFirst("bob .*", "bob changed"));
    Finished check = ForumProcess.admin(folder, "check", "--data", data);
    assertThat(check.status()).as("%s", check).isOne();
    assertThat(check.out()).contains("threads/ann, line 2: ", "credentials.txt, line ");
  }
}
