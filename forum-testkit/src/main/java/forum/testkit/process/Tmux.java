package forum.testkit.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// A terminal of 80 columns and 24 rows with a program in it, in a tmux of its own.
public final class Tmux implements AutoCloseable {
  private static final long WAIT_SECONDS = 30;
  private static final long CALL_SECONDS = 10;
  private static final long POLL_NANOS = 30_000_000;
  private static final long PATIENCE_NANOS = 1_000_000_000;

  private final Path folder;

  private Tmux(Path folder) {
    this.folder = folder;
  }

  /// Starts `command` in a terminal of the kind `term`, such as `screen-256color` or `dumb`. When
  /// the program ends, its last screen stays.
  ///
  /// @param folder where it runs, and what it takes for the user's home; one terminal each
  public static Tmux start(Path folder, String term, List<String> command)
      throws IOException, InterruptedException {
    Tmux tmux = new Tmux(folder);
    String line = String.join(" ", command.stream().map(Tmux::quoted).toList());
    String ended = "; printf '\\n%s %s\\n' ended: $?; exec sleep 1000";
    String shell = "TERM=" + term + " HOME=" + quoted(folder.toString()) + " LC_ALL=C.UTF-8 ";
    tmux.call(
        List.of(
            "-f",
            "/dev/null",
            "new-session",
            "-d",
            "-x",
            "80",
            "-y",
            "24",
            "-c",
            folder.toString(),
            "env -u NO_COLOR -u XDG_STATE_HOME " + "sh -c " + quoted(shell + line + ended)));
    tmux.call(List.of("set", "-g", "status", "off"));
    return tmux;
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  /// Types text as it is.
  public void type(String text) throws IOException, InterruptedException {
    call(List.of("send-keys", "-l", "--", text));
  }

  /// Presses keys by their names: `Enter`, `Tab`, `C-d`, `Up`.
  public void press(String... keys) throws IOException, InterruptedException {
    List<String> call = new ArrayList<>(List.of("send-keys"));
    call.addAll(List.of(keys));
    call(call);
  }

  /// Presses a key until the screen is as wanted, as a person does when nothing happens; `what`
  /// names it.
  ///
  /// @throws IllegalStateException when it is not in time
  public void pressUntil(String key, String what, Predicate<String> wanted)
      throws IOException, InterruptedException {
    Deadline deadline = Deadline.inSeconds(WAIT_SECONDS);
    while (!wanted.test(screen())) {
      if (deadline.leftNanos() <= 0) {
        throw new IllegalStateException("no " + what + " on the screen:\n" + screen());
      }
      press(key);
      LockSupport.parkNanos(PATIENCE_NANOS);
    }
  }

  /// Types a line and Enter.
  public void enter(String line) throws IOException, InterruptedException {
    if (!line.isEmpty()) {
      type(line);
    }
    press("Enter");
  }

  /// Pastes text as a terminal does whose user presses its key for that.
  public void paste(String text) throws IOException, InterruptedException {
    call(List.of("set-buffer", "--", text));
    call(List.of("paste-buffer", "-p"));
  }

  /// What is on the screen, without blanks at the ends of lines.
  public String screen() throws IOException, InterruptedException {
    return call(List.of("capture-pane", "-p"));
  }

  /// What is on the screen and above it.
  public String history() throws IOException, InterruptedException {
    return call(List.of("capture-pane", "-p", "-J", "-S", "-"));
  }

  /// Waits until the screen shows `text`.
  ///
  /// @return the screen
  /// @throws IllegalStateException when it does not in time
  public String await(String text) throws IOException, InterruptedException {
    return await("\"" + text + "\"", screen -> screen.contains(text));
  }

  /// Waits until the screen is as wanted; `what` names it.
  ///
  /// @return the screen
  /// @throws IllegalStateException when it is not in time
  public String await(String what, Predicate<String> wanted)
      throws IOException, InterruptedException {
    Deadline deadline = Deadline.inSeconds(WAIT_SECONDS);
    String screen = screen();
    while (!wanted.test(screen)) {
      if (deadline.leftNanos() <= 0) {
        throw new IllegalStateException(
            "no " + what + " in " + deadline + " on the screen:\n" + screen);
      }
      LockSupport.parkNanos(POLL_NANOS);
      screen = screen();
    }
    return screen;
  }

  /// Waits until the program has ended.
  ///
  /// @return its exit status
  public int ended() throws IOException, InterruptedException {
    String screen = await("end", text -> text.matches("(?s).*\nended: \\d+\n.*"));
    return Integer.parseInt(screen.replaceAll("(?s).*\nended: (\\d+)\n.*", "$1"));
  }

  private String call(List<String> arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("tmux", "-u", "-S", folder.resolve("tmux").toString()));
    command.addAll(arguments);
    try (Program program = Program.start(command, folder)) {
      Finished finished = program.finished(Deadline.inSeconds(CALL_SECONDS));
      if (finished.status() != 0) {
        throw new IllegalStateException(command + ": " + finished);
      }
      return finished.out();
    }
  }

  /// Ends the terminal and what runs in it.
  @Override
  public void close() throws IOException {
    try {
      List<ProcessHandle> inside = processes();
      call(List.of("kill-server"));
      inside.forEach(ProcessHandle::destroyForcibly);
      inside.forEach(process -> process.onExit().join());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<ProcessHandle> processes() throws IOException, InterruptedException {
    return call(List.of("list-panes", "-a", "-F", "#{pane_pid}"))
        .lines()
        .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
        .flatMap(pane -> Stream.concat(Stream.of(pane), pane.descendants()))
        .toList();
  }
}
