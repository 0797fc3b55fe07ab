package forum.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import forum.testkit.process.Deadline;
import forum.testkit.process.Finished;
import forum.testkit.process.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// The unit for systemd gives the server no more than it needs.
class SystemdUnitTest {
  private static final Path UNIT = Sources.root().resolve("packaging/systemd/forum-server.service");
  private static final Pattern EXPOSURE =
      Pattern.compile("Overall exposure level for \\S+: ([0-9.]+)");
  private static final double EXPOSURE_MAX = 1.3;

  @Test
  void it_switches_off_what_the_server_does_not_need() {
    assertThat(Sources.text(UNIT).lines())
        .contains(
            "DynamicUser=yes",
            "StateDirectory=forum",
            "UMask=0077",
            "NoNewPrivileges=yes",
            "CapabilityBoundingSet=",
            "LockPersonality=yes",
            "RestrictNamespaces=yes",
            "ProtectSystem=strict",
            "ProtectHome=yes",
            "PrivateTmp=yes",
            "PrivateDevices=yes",
            "ProtectKernelLogs=yes",
            "ProtectKernelModules=yes",
            "ProtectKernelTunables=yes",
            "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX",
            "SystemCallArchitectures=native",
            "SystemCallFilter=@system-service",
            "LimitCORE=0");
  }

  @Test
  void systemd_itself_finds_little_that_is_open() throws Exception {
    Finished judged = judged();
    Matcher exposure = EXPOSURE.matcher(judged.out());
    assertThat(exposure.find()).as("%s", judged).isTrue();
    assertThat(Double.parseDouble(exposure.group(1)))
        .as("%s", judged)
        .isLessThanOrEqualTo(EXPOSURE_MAX);
  }

  private static Finished judged() throws InterruptedException {
    List<String> command =
        List.of("systemd-analyze", "security", "--offline=true", "--no-pager", UNIT.toString());
    try (Program program = Program.start(command, Sources.root())) {
      program.endInput();
      return program.finished(Deadline.inSeconds(30));
    } catch (IOException e) {
      return Assumptions.abort("systemd-analyze cannot be started here: " + e.getMessage());
    }
  }
}
