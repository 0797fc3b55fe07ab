package forum.client.shell;

import forum.client.terminal.Screen;
import forum.client.text.Line;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Another program that shows what is longer than the screen. Used by one thread.
final class Pager implements AutoCloseable {
  private final Screen screen;
  private final Screen.Loan loan;
  private final Process process;
  private final Writer input;

  private Pager(Screen screen, Screen.Loan loan, Process process) {
    this.screen = screen;
    this.loan = loan;
    this.process = process;
    this.input =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
  }

  /// The command that pages: `$FORUM_PAGER`, `$PAGER`, or `less` where there is one.
  static Optional<String> command(Map<String, String> environment) {
    for (String name : List.of("FORUM_PAGER", "PAGER")) {
      String command = environment.getOrDefault(name, "");
      if (!command.isBlank()) {
        return Optional.of(command);
      }
    }
    return isOnPath("less", environment) ? Optional.of("less -FRX") : Optional.empty();
  }

  static boolean isOnPath(String program, Map<String, String> environment) {
    for (String folder : environment.getOrDefault("PATH", "").split(":", -1)) {
      if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }

  /// Starts it; the terminal is its own until it ends.
  static Pager start(String command, Screen screen) throws IOException {
    Screen.Loan loan = screen.lend();
    try {
      Process process =
          new ProcessBuilder("sh", "-c", command)
              .redirectOutput(Redirect.INHERIT)
              .redirectError(Redirect.INHERIT)
              .start();
      return new Pager(screen, loan, process);
    } catch (IOException e) {
      loan.close();
      throw e;
    }
  }

  /// Gives it more to show.
  ///
  /// @throws IOException when the user has left it
  void write(List<Line> lines) throws IOException {
    for (Line line : lines) {
      input.write(screen.printer().encoded(line));
      input.write('\n');
    }
  }

  /// Waits until the user has seen enough.
  @Override
  public void close() {
    try (loan) {
      input.close();
      process.waitFor();
    } catch (IOException e) {
      // The user has left it before the end, which is no failure.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
