package forum.testkit.process;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A running program. Dies with this JVM at the latest.
public final class Program implements AutoCloseable {
  private final Process process;
  private final Output out;
  private final Output err;
  private final Thread lastWill;

  private Program(Process process) {
    this.process = process;
    this.out = new Output("stdout", process.getInputStream());
    this.err = new Output("stderr", process.getErrorStream());
    this.lastWill = new Thread(process::destroyForcibly, "last will");
    Runtime.getRuntime().addShutdownHook(lastWill);
  }

  /// Starts a program.
  ///
  /// @param folder where it runs, and what it takes for the user's home
  public static Program start(List<String> command, Path folder) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.matches("(FORUM|XDG|JAVA|JDK|MAVEN)_.*|NO_COLOR"));
    environment.putAll(Map.of("HOME", folder.toString(), "LC_ALL", "C.UTF-8"));
    return new Program(builder.start());
  }

  /// What it has written to its standard output.
  public Output out() {
    return out;
  }

  /// What it has written to its standard error.
  public Output err() {
    return err;
  }

  /// Its number.
  public long pid() {
    return process.pid();
  }

  /// Whether it runs.
  public boolean isAlive() {
    return process.isAlive();
  }

  /// Writes to its standard input.
  ///
  /// @throws IOException when it does not read any more
  public void type(String text) throws IOException {
    OutputStream in = process.getOutputStream();
    in.write(text.getBytes(StandardCharsets.UTF_8));
    in.flush();
  }

  /// Ends its standard input.
  public void endInput() throws IOException {
    process.getOutputStream().close();
  }

  /// Writes all of `input` and ends it, without waiting for the program to read it.
  public void feed(byte[] input) {
    Thread.ofVirtual()
        .name("stdin")
        .start(
            () -> {
              try (OutputStream in = process.getOutputStream()) {
                in.write(input);
              } catch (IOException e) {
                return; // it ended without reading all, as programs may
              }
            });
  }

  /// Ends it with SIGKILL and waits until it is gone.
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /// Asks it to end, with SIGTERM. By its handle: `Process.destroy` would also stop listening to
  /// what it has to say.
  public void terminate() {
    process.toHandle().destroy();
  }

  /// Stops it with SIGSTOP until [#resume], and waits until every thread of it stands, where there
  /// is a `/proc` that says so.
  public void pause() throws IOException, InterruptedException {
    signal("STOP");
    Path tasks = Path.of("/proc", Long.toString(pid()), "task");
    if (Files.exists(tasks) && !Deadline.inSeconds(30).await(() -> stands(tasks))) {
      throw new IllegalStateException("it does not stand still: " + this);
    }
  }

  /// proc_pid_stat(5): the state follows the name, which is in parentheses and may contain any.
  private static boolean stands(Path tasks) {
    try (Stream<Path> each = Files.list(tasks)) {
      for (Path task : each.toList()) {
        String stat = Files.readString(task.resolve("stat"));
        if (stat.charAt(stat.lastIndexOf(')') + 2) != 'T') {
          return false;
        }
      }
      return true;
    } catch (IOException | UncheckedIOException e) {
      return false; // a thread has ended meanwhile
    }
  }

  /// Lets it go on, with SIGCONT.
  public void resume() throws IOException, InterruptedException {
    signal("CONT");
  }

  /// Sends a signal.
  public void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid()).start().waitFor();
  }

  /// Waits for its end.
  ///
  /// @throws IllegalStateException when it does not come in time; the program is killed
  public Finished finished(Deadline deadline) throws InterruptedException {
    if (!process.waitFor(Math.max(0, deadline.leftNanos()), TimeUnit.NANOSECONDS)) {
      kill();
      throw new IllegalStateException("still running after " + deadline + "; " + ended());
    }
    return ended();
  }

  private Finished ended() throws InterruptedException {
    out.awaitEnd();
    err.awaitEnd();
    return new Finished(process.exitValue(), out.text(), err.text());
  }

  /// What it has written until now, for the description of an assertion.
  @Override
  public String toString() {
    String state = isAlive() ? "running" : "exit status " + process.exitValue();
    String command = process.info().command().orElse("program");
    return Objects.requireNonNull(command)
        + " "
        + pid()
        + ", "
        + state
        + "\n--- stdout\n"
        + out.text()
        + "--- stderr\n"
        + err.text()
        + "---";
  }

  /// Kills it if it still runs.
  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
    try {
      Runtime.getRuntime().removeShutdownHook(lastWill);
    } catch (IllegalStateException e) {
      return; // the JVM is ending and the hook has run
    }
  }
}
