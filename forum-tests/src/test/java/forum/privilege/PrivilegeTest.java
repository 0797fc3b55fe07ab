package forum.privilege;

import static org.assertj.core.api.Assertions.assertThat;

import forum.process.Bot;
import forum.process.NothingLeft;
import forum.process.People;
import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import forum.testkit.process.Deadline;
import forum.testkit.process.ForumProcess;
import forum.testkit.process.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The server needs no power over the computer, and says so when it has it.
@ExtendWith(NothingLeft.class)
class PrivilegeTest {
  private static final String WARNING = "warning: forum runs as root, which it does not need";

  /// As somebody with no rights at all, and no way to get any.
  private static final List<String> AS_NOBODY =
      List.of(
          "setpriv",
          "--reuid=65534",
          "--regid=65534",
          "--clear-groups",
          "--inh-caps=-all",
          "--bounding-set=-all",
          "--no-new-privs");

  @TempDir private Path folder;

  @Test
  void root_is_warned_in_one_line_that_says_what_to_do_instead() throws Exception {
    Assumptions.assumeTrue(isRoot(), "only root is warned");
    try (ForumProcess server = ForumProcess.start(folder.resolve("data"), Ports.free())) {
      assertThat(Deadline.inSeconds(10).await(() -> !server.program().err().text().isEmpty()))
          .as("%s", server)
          .isTrue();
      assertThat(server.program().err().text().lines())
          .singleElement()
          .asString()
          .startsWith(WARNING)
          .contains("as a user of its own", "packaging/systemd/forum-server.service");
    }
  }

  @Test
  void nobody_can_serve_and_nobody_else_can_read_what_is_kept() throws Exception {
    Assumptions.assumeTrue(isRoot(), "only root can become nobody");
    Path data = folder.resolve("data");
    People.settle(data, "ann");
    give(folder);
    try (ForumProcess server = ForumProcess.start(AS_NOBODY, data, Ports.free());
        Bot ann = Bot.login(server.address(), "ann", People.password("ann"))) {
      ann.does(new Request.CreateThread(new ThreadTitle("t")));
      assertThat(data.resolve("threads/t")).isRegularFile();
      assertThat(server.program().err().text()).as("%s", server).isEmpty();
      for (String secret : List.of("credentials.txt", "forum-data/host-key.pem")) {
        Path file = data.resolve(secret);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .as(secret)
            .isEqualTo("rw-------");
      }
    }
  }

  /// To nobody, with all that is in it.
  private static void give(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.toList()) {
        Files.setAttribute(each, "unix:uid", 65534);
        Files.setAttribute(each, "unix:gid", 65534);
      }
    }
  }

  private static boolean isRoot() throws IOException {
    return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
  }
}
