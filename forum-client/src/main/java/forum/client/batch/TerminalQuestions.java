package forum.client.batch;

import forum.client.verb.Failure;
import forum.client.verb.LoginProblems;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Asks on the terminal the program was started from, whatever its standard streams are. Works with
/// `stty`, because a terminal library would cost a script more time than all it does.
final class TerminalQuestions implements Questions {
  private static final Path DEVICE = Path.of("/dev/tty");

  private final Path device;

  private TerminalQuestions(Path device) {
    this.device = device;
  }

  /// The terminal, if there is one.
  static Optional<Questions> find() {
    try (OutputStream out = Files.newOutputStream(DEVICE)) {
      out.flush();
      return Optional.of(new TerminalQuestions(DEVICE));
    } catch (IOException e) {
      return Optional.empty(); // no terminal: cron, a service, a build
    }
  }

  @Override
  public String ask(String prompt) throws Failure {
    try (OutputStream out = Files.newOutputStream(device);
        InputStream in = Files.newInputStream(device)) {
      out.write(prompt.getBytes(StandardCharsets.UTF_8));
      out.flush();
      return line(in);
    } catch (IOException e) {
      throw new Failure(LoginProblems.required("the terminal cannot be read: " + e.getMessage()));
    }
  }

  @Override
  public String askSecret(String prompt) throws Failure {
    Thread visible = new Thread(() -> stty("echo"));
    Runtime.getRuntime().addShutdownHook(visible); // Ctrl-C must not leave a blind terminal
    stty("-echo");
    try {
      return ask(prompt);
    } finally {
      stty("echo");
      Runtime.getRuntime().removeShutdownHook(visible);
      newline();
    }
  }

  private void newline() {
    try (OutputStream out = Files.newOutputStream(device)) {
      out.write('\n');
    } catch (IOException e) {
      // The terminal is gone; nobody misses the line break.
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder bytes = new StringBuilder();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      bytes.append((char) b);
    }
    return new String(
        bytes.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private void stty(String setting) {
    try {
      new ProcessBuilder("stty", setting)
          .redirectInput(device.toFile())
          .redirectOutput(Redirect.DISCARD)
          .redirectError(Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      // Without stty the password is seen while it is typed; it is still asked for.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
