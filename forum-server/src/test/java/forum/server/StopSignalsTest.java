package forum.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// With a process of its own, as signals belong to processes.
@Timeout(30)
@DisabledOnOs(OS.WINDOWS)
class StopSignalsTest {
  /// A program that tells what it was asked for, and ends when asked to stop at once or by TERM.
  public static final class Program implements StopSignals.Handler {
    private final CountDownLatch end = new CountDownLatch(1);

    public static void main(String[] arguments) throws InterruptedException {
      Program program = new Program();
      StopSignals.install(program);
      System.out.println("ready");
      program.end.await();
    }

    @Override
    public void stop(String reason) {
      System.out.println("stop: " + reason);
      if (reason.contains("TERM")) {
        end.countDown();
      }
    }

    @Override
    public void stopAtOnce() {
      System.out.println("stop at once");
      end.countDown();
    }

    @Override
    public void reopenLog() {
      System.out.println("reopen");
    }
  }

  private Process process;
  private BufferedReader output;

  @BeforeEach
  void start() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    process =
        new ProcessBuilder(
                java,
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName())
            .redirectErrorStream(true)
            .start();
    output = process.inputReader();
    assertThat(output.readLine()).isEqualTo("ready");
  }

  @AfterEach
  void end() {
    process.destroyForcibly();
  }

  @Test
  void a_server_that_is_asked_to_stop_ends_with_status_0() throws Exception {
    send("TERM");
    assertThat(output.readLine()).isEqualTo("stop: asked to stop (TERM)");
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void a_second_interrupt_stops_at_once() throws Exception {
    send("INT");
    assertThat(output.readLine()).isEqualTo("stop: interrupted at the console");
    send("INT");
    assertThat(output.readLine()).isEqualTo("stop at once");
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void a_hangup_opens_the_log_again_and_stops_nothing() throws Exception {
    send("HUP");
    assertThat(output.readLine()).isEqualTo("reopen");
    send("HUP");
    assertThat(output.readLine()).isEqualTo("reopen");
    send("TERM");
    assertThat(output.readLine()).isEqualTo("stop: asked to stop (TERM)");
  }

  /// A signal that whoever started the tests ignores, as `nohup` does, cannot be sent to anybody.
  private void send(String signal) throws Exception {
    assumeThat(ignored()).doesNotContain(signal);
    new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
  }

  private static List<String> ignored() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return List.of();
    }
    String mask =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .map(line -> line.substring(7).strip())
            .findFirst()
            .orElse("0");
    long bits = Long.parseUnsignedLong(mask, 16);
    return Stream.of("HUP", "INT")
        .filter(it -> (bits >> (it.equals("INT") ? 1 : 0) & 1) == 1)
        .toList();
  }
}
