package forum.client.shell;

import forum.client.library.Connection;
import forum.client.link.ServerLink;
import forum.client.terminal.Screen;
import forum.client.terminal.Typed;
import forum.client.text.Line;
import forum.client.text.Look;
import forum.client.verb.Composition;
import forum.client.verb.Draft;
import forum.client.verb.Failure;
import forum.client.verb.LocalCode;
import forum.client.verb.Problem;
import forum.client.verb.Surroundings;
import forum.protocol.Code;
import forum.protocol.ThreadTitle;
import forum.protocol.UserName;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// A person at a terminal.
final class ShellSurroundings implements Surroundings {
  private final Screen screen;
  private final Connection connection;
  private final UserName user;
  private final Foreground foreground;
  private final Map<String, String> environment;
  private final NoticeBoard board;
  private Supplier<Collection<String>> titles = List::of;

  ShellSurroundings(
      Screen screen,
      Connection connection,
      UserName user,
      Foreground foreground,
      NoticeBoard board,
      Map<String, String> environment) {
    this.screen = screen;
    this.connection = connection;
    this.user = user;
    this.foreground = foreground;
    this.board = board;
    this.environment = environment;
  }

  /// Where titles come from that may have been meant.
  void titlesFrom(Supplier<Collection<String>> source) {
    titles = source;
  }

  @Override
  public boolean isInteractive() {
    return true;
  }

  @Override
  public Look look() {
    return new Look(screen.width(), connection.ticker().now(), ZoneId.systemDefault(), user.text());
  }

  @Override
  public boolean confirm(String question) {
    if (!foreground.isFree()) { // the user has not waited and types something else by now
      screen.printer().print(Line.of(question + " Not done; say it again with -y."));
      return false;
    }
    try (Foreground.Hold _ = foreground.hold(() -> {})) {
      return screen.input().answer(question + " (y/n) ") instanceof Typed.Text(var answer)
          && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    }
  }

  @Override
  public String secret(String prompt) throws Failure {
    if (!foreground.isFree()) {
      throw new Failure(
          Problem.of(Code.USAGE, "nothing was asked, because you were typing already"));
    }
    try (Foreground.Hold _ = foreground.hold(() -> {})) {
      if (screen.input().secret(prompt) instanceof Typed.Text(var answer)) {
        return answer;
      }
      throw new Failure(Problem.of(LocalCode.INTERRUPTED, "given up; nothing was changed"));
    }
  }

  @Override
  public Composition compose(Draft draft) throws Failure {
    EditorProgram editor =
        EditorProgram.of(environment, screen)
            .orElseThrow(
                () ->
                    new Failure(
                        Problem.of(Code.USAGE, "a text is needed, and there is no editor")
                            .because("neither $EDITOR, nano nor vi was found")
                            .hint("MSG " + draft.thread() + " <<END")));
    if (!foreground.isFree()) {
      throw new Failure(
          Problem.of(Code.USAGE, "the editor was not opened, because you were typing already"));
    }
    Path file = file(draft);
    return new EditedDraft(
        draft,
        user.text(),
        editor,
        screen,
        new EditedDraft.DraftFile(file, foreground.hold(() -> {})));
  }

  private Path file(Draft draft) throws Failure {
    try {
      Optional<StateFolder> state = StateFolder.of(environment);
      Path folder =
          state.isPresent()
              ? state.get().drafts()
              : Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
      return new Drafts(folder)
          .fresh(draft.thread(), connection.ticker().now().atZone(ZoneId.systemDefault()));
    } catch (IOException e) {
      throw new Failure(
          Problem.of(LocalCode.LOCAL_FILE, "local: no folder for drafts: " + e.getMessage()));
    }
  }

  @Override
  public InputStream input() throws Failure {
    throw new Failure(
        Problem.of(Code.USAGE, "at a terminal there is no input to read from")
            .hint("MSG -f FILE title"));
  }

  @Override
  public OutputStream output() throws Failure {
    throw new Failure(
        Problem.of(Code.USAGE, "a file is not written to the terminal")
            .hint("DWN -o PATH title name"));
  }

  @Override
  public Watch watch(String file) {
    Thread transferring = Thread.currentThread();
    Foreground.Hold hold = foreground.hold(transferring::interrupt); // Ctrl-C keeps the part
    return new ProgressBar(screen, connection.ticker(), hold, file);
  }

  @Override
  public Path folder() {
    return Path.of("").toAbsolutePath();
  }

  @Override
  public Collection<String> titles() {
    return titles.get();
  }

  @Override
  public int fresh(ThreadTitle thread) {
    return board.fresh(thread.text());
  }

  @Override
  public String server() {
    return connection.server();
  }

  @Override
  public ServerLink.Status status() {
    return connection.status().get();
  }
}
