package forum.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import forum.client.transfer.Progress;
import forum.faults.FailingCalls.Failure;
import forum.process.Bot;
import forum.process.Crowd;
import forum.process.NothingLeft;
import forum.process.People;
import forum.process.Torment;
import forum.protocol.FileName;
import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import forum.testkit.SeededChance;
import forum.testkit.process.Finished;
import forum.testkit.process.ForumProcess;
import forum.testkit.process.Ports;
import forum.testkit.process.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The power fails: a real file system loses what was not forced, which no `kill -9` can show,
/// because the kernel's cache outlives the server. What was acknowledged is there, once.
///
/// What this file system does on its own it cannot show missing: a name that is not forced comes
/// with the next force of anything. That is what the simulated disk is for.
///
/// The long run: `bin/test -Pcampaign -pl forum-tests -am -Dtest=PowerLossTest
/// -Dsurefire.failIfNoSpecifiedTests=false -Dforum.power.rounds=25 -Dforum.seed=1`
@ExtendWith(NothingLeft.class)
class PowerLossTest {
  private static final String[] OPTIONS = {"--exact-port", "--no-console"};
  private static final ThreadTitle THREAD = new ThreadTitle("t");
  private static final int MEGABYTES = 256;
  private static final int LOSSES_OF_A_ROUND = 40;

  @TempDir private Path folder;

  @Test
  void nothing_acknowledged_is_lost_or_doubled_by_15_losses_of_power() throws Exception {
    lose(15, Long.getLong("forum.seed", 1));
  }

  /// Each round begins with an empty disk, so that it can be a small one.
  @Test
  @Tag("campaign")
  void nothing_acknowledged_is_lost_or_doubled_by_many() throws Exception {
    long first = Long.getLong("forum.seed", 1);
    for (int round = 0; round < Integer.getInteger("forum.power.rounds", 25); round++) {
      lose(LOSSES_OF_A_ROUND, first + round);
    }
  }

  private void lose(int losses, long seed) throws Exception {
    try (SmallDisk disk = mount("disk" + seed)) {
      Path data = disk.folder().resolve("data");
      Crowd.settle(data);
      new Torment("PowerLossTest", data, seed, server -> cut(disk, server))
          .run(losses, folder.resolve("files" + seed));
    }
  }

  /// The test of the test: a server whose forces do nothing, on a disk that says they were done, is
  /// found out.
  @Test
  void a_force_of_the_journal_that_does_nothing_would_be_noticed() throws Exception {
    FailingCalls calls = FailingCalls.build(folder);
    try (SmallDisk disk = mount("disk");
        ForumProcess server = start(disk, calls, "/journal/");
        Bot ann = Bot.login(server.address(), "ann", People.password("ann"))) {
      Posts posts = new Posts(ann, "t");
      posts.send(10);
      posts.settle();
      calls.begin();
      posts.send(10);
      posts.settle();
      assertThat(posts.acknowledged()).isEqualTo(20);
      cut(disk, server.program());
      try (ForumProcess amnesiac = ForumProcess.start(server.data(), server.port(), OPTIONS)) {
        assertThatThrownBy(posts::post).as("%s", amnesiac).hasMessageContaining("lost work");
      }
      assertThatThrownBy(() -> posts.audit(server.data())).isInstanceOf(AssertionError.class);
    }
  }

  @Test
  void a_force_of_an_upload_that_does_nothing_would_be_noticed() throws Exception {
    Path file = Files.write(folder.resolve("file"), new SeededChance(1).bytes(100_000));
    FailingCalls calls = FailingCalls.build(folder);
    calls.begin();
    try (SmallDisk disk = mount("disk");
        ForumProcess server = start(disk, calls, "/parts/");
        Bot ann = Bot.login(server.address(), "ann", People.password("ann"))) {
      ann.does(new Request.CreateThread(THREAD));
      ann.forum().upload(THREAD, new FileName("file"), file, Progress.NONE);
      cut(disk, server.program());
      try (ForumProcess next = ForumProcess.start(server.data(), server.port(), OPTIONS)) {
        assertThat(ann.read("t")).as("%s", next).containsExactly("ann uploaded file");
      }
      Finished check = ForumProcess.admin(server.data(), "check");
      assertThat(check.status()).as("%s", check).isOne();
      assertThat(check.out()).contains("/blobs/", "attached to t as file");
    }
  }

  /// A server whose forces of files below `folder` do nothing once that has begun.
  private static ForumProcess start(SmallDisk disk, FailingCalls calls, String folder)
      throws Exception {
    Path data = disk.folder().resolve("data");
    People.settle(data, "ann");
    Failure idle = new Failure("fdatasync", folder, 1, "idle");
    return ForumProcess.start(calls.through(idle), data, Ports.free(), OPTIONS);
  }

  private static void cut(SmallDisk disk, Program server) throws Exception {
    server.pause();
    disk.keep();
    server.kill();
    disk.returnToKept();
  }

  private SmallDisk mount(String name) throws Exception {
    return SmallDisk.mount(folder.resolve(name + ".image"), folder.resolve(name), MEGABYTES);
  }
}
