package forum.faults;

import static org.assertj.core.api.Assertions.assertThat;

import forum.process.Bot;
import forum.process.NothingLeft;
import forum.process.People;
import forum.testkit.process.Deadline;
import forum.testkit.process.Finished;
import forum.testkit.process.ForumProcess;
import forum.testkit.process.Ports;
import forum.testkit.process.Program;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The kernel takes the right to write away, as it does when it finds an error in a file system:
/// the server ends and says so; it does not start until it may write again, and then everything
/// that was acknowledged is there.
@ExtendWith(NothingLeft.class)
class ReadOnlyTest {
  private static final int STATUS_DATA = 4;
  private static final int STATUS_DISK_FAILED = 75;
  private static final String[] OPTIONS = {"--exact-port", "--no-console", "--disk-reserve=1K"};
  @TempDir private Path folder;

  @Test
  void a_disk_that_turns_read_only_ends_the_server_and_costs_nothing_acknowledged()
      throws Exception {
    int port = Ports.free();
    Path mounted = folder.resolve("disk");
    Path data = mounted.resolve("data");
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("image"), mounted, 40)) {
      People.settle(data, "ann");
      try (ForumProcess server = ForumProcess.start(data, port, OPTIONS);
          Bot ann = Bot.login(server.address(), "ann", People.password("ann"))) {
        Posts posts = new Posts(ann, "t");
        posts.send(20);
        posts.settle();
        disk.distrust();
        posts.send(20);
        Finished finished = server.program().finished(Deadline.inSeconds(30));
        assertThat(finished.status()).as("%s", finished).isEqualTo(STATUS_DISK_FAILED);
        assertThat(finished.err()).contains("error: the disk failed: ", "Read-only file system");
        assertThat(posts.acknowledged()).isLessThan(40);
        refusesToStart(data, port);
        disk.remount();
        disk.protect();
        refusesToStart(data, port);
        disk.remount();
        try (ForumProcess next = ForumProcess.start(data, port, OPTIONS)) {
          posts.settle();
          assertThat(ann.read("t")).as("%s", next).isEqualTo(posts.lines()).hasSize(40);
        }
        posts.audit(data);
      }
    }
  }

  private static void refusesToStart(Path data, int port) throws Exception {
    try (Program program = ForumProcess.launch(data, port, OPTIONS)) {
      Finished finished = program.finished(Deadline.inSeconds(30));
      assertThat(finished.status()).as("%s", finished).isEqualTo(STATUS_DATA);
      assertThat(finished.err())
          .startsWith("error: cannot work in the data folder " + data)
          .contains("Read-only file system", "  try:  ");
    }
  }
}
