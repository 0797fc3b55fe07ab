package forum.faults;

import static org.assertj.core.api.Assertions.assertThat;

import forum.process.Bot;
import forum.process.NothingLeft;
import forum.process.People;
import forum.protocol.Code;
import forum.testkit.process.ClientProcess;
import forum.testkit.process.Deadline;
import forum.testkit.process.Finished;
import forum.testkit.process.ForumProcess;
import forum.testkit.process.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The disk gets full: changes are refused in clear words, reading goes on, and once there is room
/// again so do changes. Nothing that was acknowledged is lost.
@ExtendWith(NothingLeft.class)
class FullDiskTest {
  private static final String[] NAMES = {"ann", "bob", "cid"};
  @TempDir private Path folder;

  @Test
  void below_the_reserve_changes_are_refused_and_reading_goes_on() throws Exception {
    try (SmallDisk disk = mount();
        ForumProcess server = start(disk, Ports.free(), "4M");
        Bot ann = Bot.login(server.address(), "ann", People.password("ann"))) {
      Posts posts = new Posts(ann, "t");
      posts.send(20);
      posts.settle();
      disk.fill(2 << 20);
      assertThat(Deadline.inSeconds(20).await(() -> code(posts) == Code.READ_ONLY)).isTrue();
      assertThat(ann.read("t")).isEqualTo(posts.lines());
      assertThat(ann.list()).containsExactly("t");
      Finished told = client(server, "bob", "RDT t\nMSG t no room\n");
      assertThat(told.status()).as("%s", told).isOne();
      assertThat(told.err()).contains("READ_ONLY");
      disk.makeRoom();
      assertThat(Deadline.inSeconds(20).await(() -> code(posts) == Code.OK)).isTrue();
      assertThat(ann.read("t")).isEqualTo(posts.lines());
      posts.audit(server.data());
    }
  }

  @Test
  void a_disk_that_is_full_to_the_last_byte_costs_nothing_acknowledged() throws Exception {
    int port = Ports.free();
    List<Bot> bots = new ArrayList<>();
    List<Posts> all = new ArrayList<>();
    try (SmallDisk disk = mount()) {
      Path data = disk.folder().resolve("data");
      try (ForumProcess server = start(disk, port, "1K")) {
        for (String name : NAMES) {
          bots.add(Bot.login(server.address(), name, People.password(name)));
          all.add(new Posts(bots.getLast(), name));
          all.getLast().send(500);
        }
        disk.fill(0);
        for (Posts posts : all) {
          posts.settle();
          assertThat(Deadline.inSeconds(20).await(() -> code(posts) == Code.READ_ONLY))
              .as("%s", server)
              .isTrue();
        }
        server.program().kill();
      }
      startOnFullDisk(disk, port, bots.getFirst(), all.getFirst());
      disk.makeRoom();
      try (ForumProcess server = start(disk, port, "1K")) {
        for (Posts posts : all) {
          assertThat(Deadline.inSeconds(20).await(() -> code(posts) == Code.OK))
              .as("%s", server)
              .isTrue();
          posts.audit(data);
        }
      }
    } finally {
      bots.forEach(Bot::close);
    }
  }

  /// It serves its readers, or says why it does not: that depends on whether the file of a thread
  /// has to be made anew.
  private static void startOnFullDisk(SmallDisk disk, int port, Bot reader, Posts posts)
      throws Exception {
    try (ForumProcess server = start(disk, port, "1K")) {
      assertThat(reader.read("ann")).as("%s", server).isEqualTo(posts.lines());
    } catch (IllegalStateException e) {
      assertThat(e).hasMessageContainingAll("exit status 5", "error: the disk is full", "df -h");
    }
  }

  private static Code code(Posts posts) {
    try {
      return posts.post();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private SmallDisk mount() throws Exception {
    return SmallDisk.mount(folder.resolve("image"), folder.resolve("disk"), 40);
  }

  private static ForumProcess start(SmallDisk disk, int port, String reserve) throws Exception {
    Path data = disk.folder().resolve("data");
    if (!Files.exists(data)) {
      People.settle(data, NAMES);
    }
    return ForumProcess.start(
        data, port, "--exact-port", "--no-console", "--disk-reserve=" + reserve);
  }

  private Finished client(ForumProcess server, String name, String script) throws Exception {
    String login = name + "\n" + People.password(name) + "\n";
    return ClientProcess.run(server.address(), folder, login + script);
  }
}
