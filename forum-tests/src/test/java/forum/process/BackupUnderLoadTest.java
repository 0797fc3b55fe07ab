package forum.process;

import static org.assertj.core.api.Assertions.assertThat;

import forum.client.transfer.Progress;
import forum.protocol.FileName;
import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import forum.testkit.SeededChance;
import forum.testkit.process.Deadline;
import forum.testkit.process.Finished;
import forum.testkit.process.ForumProcess;
import forum.testkit.process.Ports;
import forum.testkit.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The operator's commands while users do everything that users do: nobody is held up, however long
/// a command takes; a backup is of one moment that is not before it was asked for, and what it
/// restores is whole; a check names what is damaged while it goes on.
@ExtendWith(NothingLeft.class)
class BackupUnderLoadTest {
  private static final String[] NAMES = {"ann", "bob", "cid", "keeper", "mover"};
  private static final int WRITERS = 3;
  private static final String OPEN = "open";
  private static final String QUIET = "quiet";
  private static final int ANSWERS = 200;

  /// Enough for a full segment, and to keep a command busy for a while.
  private static final int LONG_POSTS = 80;

  private static final int LONG_TEXT_BYTES = 60_000;
  private static final int LARGE_BYTES = 64 << 20;
  private static final int ATTEMPTS = 10;
  @TempDir private Path folder;
  private Path data;
  private Path backup;

  @BeforeEach
  void settle() throws IOException {
    data = folder.resolve("data");
    backup = folder.resolve("backup.zip");
    People.settle(data, NAMES);
    Path credentials = data.resolve("credentials.txt");
    byte[] ours = Files.readAllBytes(credentials);
    Crowd.settle(data);
    Files.write(credentials, ours, StandardOpenOption.APPEND);
  }

  @Test
  void backup_and_check_while_users_do_everything() throws Exception {
    try (ForumProcess server = ForumProcess.start(data, Ports.free(), "--no-console");
        Load load = new Load(server, folder)) {
      fill(server);
      load.awaitProgress("before the backup");
      Load.Acknowledged before = load.acknowledged();
      backUp(load);
      restore(before, load);
      damageIsNamed(load);
      load.stop();
      server.program().terminate();
      Finished finished = server.program().finished(Deadline.inSeconds(60));
      assertThat(finished.status()).as("%s", finished).isZero();
      load.crowd.audit(data);
    }
  }

  /// A segment of the journal goes to the archive, and a large file takes long to read.
  private void fill(ForumProcess server) throws Exception {
    Path large = folder.resolve("large");
    Files.write(large, new SeededChance(1).bytes(LARGE_BYTES));
    try (Bot keeper = Bot.login(server.address(), "keeper", People.password("keeper"))) {
      keeper.does(new Request.CreateThread(new ThreadTitle(QUIET)));
      for (int i = 0; i < LONG_POSTS; i++) {
        Bot.get(keeper.post(QUIET, i + " " + "x".repeat(LONG_TEXT_BYTES)));
      }
      keeper.forum().upload(new ThreadTitle(QUIET), new FileName("large"), large, Progress.NONE);
      keeper.does(new Request.Exit());
    }
  }

  private void backUp(Load load) throws Exception {
    try (Program command = ForumProcess.launchAdmin(folder, "backup", backup, "--data", data)) {
      Path unfinished = folder.resolve("backup.zip." + command.pid() + ".tmp");
      boolean begun =
          Deadline.inSeconds(60).await(() -> size(unfinished) > 0 || !command.isAlive());
      command.pause();
      assertThat(begun && command.isAlive()).as("a backup in its middle: %s", command).isTrue();
      assertThat(backup).doesNotExist();
      load.awaitProgress("in the middle of the backup");
      command.resume();
      done(command.finished(Deadline.inSeconds(120)));
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0; // not yet
    }
  }

  private static void done(Finished finished) {
    assertThat(finished.status()).as("%s", finished).isZero();
  }

  /// Everything that was acknowledged before the backup is in it, in its place, and nothing that
  /// nobody wrote.
  private void restore(Load.Acknowledged before, Load load) throws Exception {
    Path restored = folder.resolve("restored");
    done(ForumProcess.admin(folder, "restore", backup, "--data", restored));
    Load.Acknowledged after = load.acknowledged();
    done(ForumProcess.admin(folder, "check", "--data", restored));
    try (ForumProcess server = ForumProcess.start(restored, Ports.free(), "--no-console");
        Bot keeper = Bot.login(server.address(), "keeper", People.password("keeper"))) {
      List<String> posts = Classic.file(restored, OPEN);
      assertThat(posts).as("%s", server).doesNotHaveDuplicates();
      assertThat(posts.subList(1, posts.size()))
          .containsAll(before.posts())
          .isSubsetOf(after.posts());
      holdThreads(restored, keeper, before.moved(), after.moved(), load.mover);
      for (String guest : before.moved().guests()) {
        Bot.login(server.address(), guest, People.password(guest)).close();
      }
      assertThat(Files.size(restored.resolve("attachments/quiet/large"))).isEqualTo(LARGE_BYTES);
      done(ForumProcess.admin(folder, "check", "--data", restored));
    }
  }

  private static void holdThreads(
      Path restored, Bot reader, Mover.Acknowledged before, Mover.Acknowledged after, Mover mover)
      throws Exception {
    Set<String> standing = new TreeSet<>(before.standing().keySet());
    after.leaving().forEach(standing::remove); // before or after the backup, nobody knows
    assertThat(standing).as("threads that must be there").hasSizeGreaterThan(1);
    assertThat(before.removed()).as("threads that must not").isNotEmpty();
    assertThat(before.guests()).as("users who have registered").isNotEmpty();
    assertThat(reader.list()).containsAll(standing).doesNotContainAnyElementsOf(before.removed());
    for (String title : standing) {
      assertThat(reader.read(title)).isEqualTo(mover.lines(title));
      assertThat(Mover.file(restored, title)).hasContent(before.standing().get(title));
    }
  }

  /// A check of the running server names each difference with its place, and holds nobody up.
  private void damageIsNamed(Load load) throws Exception {
    Path segment = Path.of("forum-data/journal/archive/0000000000000000001.log");
    byte[] bytes = Files.readAllBytes(data.resolve(segment));
    bytes[100] ^= 1;
    Files.write(data.resolve(segment), bytes);
    Path thread = data.resolve("threads").resolve(QUIET);
    Files.writeString(
        thread, Files.readString(thread).replaceFirst("7 keeper: 6 x", "7 keeper: 6 y"));
    String credentials = Files.readString(data.resolve("credentials.txt"));
    Files.writeString(
        data.resolve("credentials.txt"), credentials.replaceFirst("bob .*", "bob changed"));
    Finished check = checkPausedInItsMiddle(load);
    assertThat(check.status()).as("%s", check).isOne();
    assertThat(check.out())
        .contains(
            segment + ", byte 64: record 1 cannot be read",
            "threads/quiet, line 8: ",
            "credentials.txt, line ");
  }

  /// The first line comes from the journal; the large file is still to be read then.
  private Finished checkPausedInItsMiddle(Load load) throws Exception {
    for (int i = 0; i < ATTEMPTS; i++) {
      try (Program command = ForumProcess.launchAdmin(folder, "check", "--data", data)) {
        Deadline.inSeconds(60).await(() -> command.out().hasLine(_ -> true) || !command.isAlive());
        command.pause();
        boolean caught = command.isAlive() && !command.out().text().contains("\nchecked ");
        if (caught) {
          load.awaitProgress("in the middle of the check");
        }
        command.resume();
        Finished finished = command.finished(Deadline.inSeconds(120));
        if (caught) {
          return finished;
        }
      }
    }
    throw new AssertionError("no check was caught in its middle");
  }

  /// Everybody there is.
  private static final class Load implements AutoCloseable {
    /// @param posts what was posted into the thread [#OPEN]
    record Acknowledged(List<String> posts, Mover.Acknowledged moved) {}

    final Crowd crowd;
    final Mover mover;
    private final AtomicLong answered = new AtomicLong();
    private final List<Writer> writers = new ArrayList<>();
    private final Routine moving;

    Load(ForumProcess server, Path folder) throws Exception {
      crowd = new Crowd(server.address(), folder.resolve("files"), 1);
      try (Bot keeper = Bot.login(server.address(), "keeper", People.password("keeper"))) {
        keeper.does(new Request.CreateThread(new ThreadTitle(OPEN)));
        keeper.does(new Request.Exit());
      }
      for (int i = 0; i < WRITERS; i++) {
        writers.add(Writer.start(server.address(), NAMES[i], OPEN, i, answered));
      }
      mover = new Mover(server.address(), "mover", folder.resolve("moved"));
      moving = Routine.start("mover", mover);
    }

    /// Returns when everybody has done something from now on, and a good deal altogether.
    void awaitProgress(String when) {
      Crowd.Progress progress = crowd.progress();
      long theirs = crowd.answered();
      long ours = answered.get();
      int moved = moving.done();
      boolean served =
          Deadline.inSeconds(120)
              .await(
                  () ->
                      progress.isEverybodys()
                          && crowd.answered() >= theirs + ANSWERS
                          && answered.get() >= ours + ANSWERS
                          && moving.done() >= moved + 5);
      assertThat(surprises()).isEmpty();
      assertThat(served).as("progress %s: %s", when, crowd).isTrue();
    }

    private List<String> surprises() {
      return Stream.of(
              crowd.surprises().stream(),
              moving.surprises().stream(),
              writers.stream().flatMap(writer -> writer.surprises().stream()))
          .flatMap(each -> each)
          .toList();
    }

    Acknowledged acknowledged() {
      List<String> posts =
          writers.stream().flatMap(writer -> writer.posted().stream()).map(Load::line).toList();
      return new Acknowledged(posts, mover.acknowledged());
    }

    private static String line(ThreadAudit.Acknowledged post) {
      return post.number() + " " + post.author() + ": " + post.text();
    }

    void stop() throws InterruptedException {
      crowd.stop();
      moving.stop();
      for (Writer writer : writers) {
        writer.stop();
      }
      assertThat(surprises()).isEmpty();
    }

    @Override
    public void close() throws IOException {
      moving.close();
      mover.close();
      writers.forEach(Writer::close);
      crowd.close();
    }
  }
}
