package forum.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import forum.faults.FailingCalls.Failure;
import forum.process.Bot;
import forum.process.Crowd;
import forum.process.NothingLeft;
import forum.process.People;
import forum.process.Torment;
import forum.testkit.process.ForumProcess;
import forum.testkit.process.Ports;
import forum.testkit.process.Program;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The power fails: a real file system loses what was not forced, which no `kill -9` can show,
/// because the kernel's cache outlives the server. What was acknowledged is there, once.
///
/// The long run: `bin/test -Pcampaign -pl forum-tests -am -Dtest=PowerLossTest
/// -Dsurefire.failIfNoSpecifiedTests=false -Dforum.power.rounds=25 -Dforum.seed=1`
@ExtendWith(NothingLeft.class)
class PowerLossTest {
  private static final int MEGABYTES = 96;
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
  void a_force_that_does_nothing_would_be_noticed() throws Exception {
    FailingCalls calls = FailingCalls.build(folder);
    Failure idle = new Failure("fdatasync", "/journal/", 1, "idle");
    int port = Ports.free();
    try (SmallDisk disk = mount("disk")) {
      Path data = disk.folder().resolve("data");
      People.settle(data, "ann");
      try (ForumProcess server =
              ForumProcess.start(calls.through(idle), data, port, "--exact-port");
          Bot ann = Bot.login(server.address(), "ann", People.password("ann"))) {
        Posts posts = new Posts(ann, "t");
        posts.send(10);
        posts.settle();
        calls.begin();
        posts.send(10);
        posts.settle();
        assertThat(posts.acknowledged()).isEqualTo(20);
        cut(disk, server.program());
        try (ForumProcess amnesiac = ForumProcess.start(data, port, "--exact-port")) {
          assertThatThrownBy(posts::post).as("%s", amnesiac).hasMessageContaining("lost work");
        }
        assertThatThrownBy(() -> posts.audit(data)).isInstanceOf(AssertionError.class);
      }
    }
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
