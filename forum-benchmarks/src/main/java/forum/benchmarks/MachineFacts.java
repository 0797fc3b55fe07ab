package forum.benchmarks;

import forum.machine.Ticker;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;

/// What figures depend on besides the program.
final class MachineFacts {
  private MachineFacts() {}

  /// One line.
  ///
  /// @param folder lies on the disk that is used
  static String line(Path folder) throws IOException {
    return "%s · commit %s · %d cores of %s · Linux %s · %s %s · %s · load %.1f"
        .formatted(
            Ticker.system().now().truncatedTo(ChronoUnit.MINUTES),
            commit(),
            Runtime.getRuntime().availableProcessors(),
            processor(),
            System.getProperty("os.version"),
            System.getProperty("java.vm.vendor"),
            System.getProperty("java.runtime.version"),
            Files.getFileStore(folder).type(),
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static String commit() throws IOException {
    Process git =
        new ProcessBuilder("git", "describe", "--always", "--dirty")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return said.isEmpty() ? "unknown" : said;
  }

  private static String processor() throws IOException {
    Path facts = Path.of("/proc/cpuinfo");
    if (!Files.exists(facts)) {
      return System.getProperty("os.arch");
    }
    return Files.readAllLines(facts).stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(System.getProperty("os.arch"));
  }
}
