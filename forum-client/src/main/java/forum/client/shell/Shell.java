package forum.client.shell;

import forum.client.library.Connection;
import forum.client.link.Answer;
import forum.client.link.ServerLink.Welcome;
import forum.client.terminal.Screen;
import forum.client.terminal.Suggestions;
import forum.client.terminal.Typed;
import forum.client.text.Line;
import forum.client.text.Tone;
import forum.client.verb.Failure;
import forum.client.verb.Interpreter;
import forum.client.verb.LocalCode;
import forum.client.verb.Problem;
import forum.client.verb.Session;
import forum.client.verb.Verbs;
import forum.machine.Ticker;
import forum.protocol.Notice;
import forum.protocol.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// A person at a terminal, from the first question to goodbye.
public final class Shell implements AutoCloseable {
  private final Map<String, String> environment;
  private final Ticker ticker;
  private final Patience patience;
  private final Verbs verbs = new Verbs();
  private final Foreground foreground = new Foreground();
  private final NoticeBoard board = new NoticeBoard(ZoneId.systemDefault());
  private final Screen screen;
  private volatile Suggestions suggestions = word -> List.of();

  Shell(Map<String, String> environment, Ticker ticker, Patience patience, Opening opening)
      throws IOException {
    this.environment = environment;
    this.ticker = ticker;
    this.patience = patience;
    this.screen = opening.open(verbs, word -> suggestions.at(word));
  }

  /// Opens a screen.
  @FunctionalInterface
  interface Opening {
    Screen open(Verbs verbs, Suggestions suggestions) throws IOException;
  }

  /// Takes the terminal this process was started in.
  public static Shell open(
      boolean plain, String color, Map<String, String> environment, Ticker ticker)
      throws IOException {
    Path history = StateFolder.of(environment).map(StateFolder::history).orElse(null);
    Screen.Options options = new Screen.Options(plain, color, environment, history);
    Shell shell =
        new Shell(
            environment,
            ticker,
            Patience.USUAL,
            (verbs, suggestions) -> Screen.open(options, verbs, suggestions));
    Runtime.getRuntime().addShutdownHook(new Thread(shell.screen::giveBack, "give back terminal"));
    return shell;
  }

  /// Asks for something before there is a server.
  ///
  /// @return what was typed, or `otherwise` when that is nothing; empty when the user left
  public Optional<String> ask(String question, String otherwise) {
    return screen.input().answer(question + " [" + otherwise + "]: ")
            instanceof Typed.Text(var text)
        ? Optional.of(text.isBlank() ? otherwise : text.strip())
        : Optional.empty();
  }

  /// News has come. May be called by any thread and does not block.
  public void onNotice(Notice notice) {
    board.add(notice, ticker.now());
  }

  /// A change that nobody waits for any more has been answered. May be called by any thread.
  public void onSettled(Request request, Answer answer) {
    screen.printer().print(Line.of(Tone.NOTICE, "* ").and(Settled.said(request, answer.reply())));
  }

  /// Says what is wrong.
  public void say(Problem problem) {
    screen.printer().print(ProblemLines.of(problem));
  }

  /// Logs somebody in and asks for commands until they leave.
  ///
  /// @return the exit status
  public int run(Connection connection, Caller caller) {
    Waiting waiting =
        new Waiting(screen.printer(), foreground, connection.status(), ticker, patience);
    screen.onInterrupt(waiting::interrupt);
    try {
      Welcome welcome =
          new LoginDialogue(screen.printer(), screen.input(), waiting, connection, caller)
              .run(caller.user());
      return run(connection, welcome, waiting);
    } catch (Failure failure) {
      if (!failure.problem().code().equals(LocalCode.INTERRUPTED.name())) {
        say(failure.problem());
      }
      return failure.problem().exit();
    }
  }

  private int run(Connection connection, Welcome welcome, Waiting waiting) {
    ShellSurroundings surroundings =
        new ShellSurroundings(screen, connection, welcome.user(), foreground, board, environment);
    Session session = new Session(connection.forum(), welcome.user(), surroundings, ticker);
    screen
        .printer()
        .print(
            Greeting.of(welcome.user(), welcome.fresh(), welcome.lastSeen(), surroundings.look()));
    suggest(connection, session, surroundings);
    try (Worker worker = new Worker();
        News news =
            new News(
                screen,
                foreground,
                board,
                ticker,
                () -> StatusText.of(connection, welcome.user(), board.fresh()))) {
      PromptLoop loop =
          new PromptLoop(
              screen,
              session,
              new Interpreter(verbs, session),
              waiting,
              new PromptLoop.Desk(foreground, board, news, worker, Pager.command(environment)));
      bindKeys(loop, welcome);
      news.start();
      return loop.run();
    }
  }

  private void suggest(Connection connection, Session session, ShellSurroundings surroundings) {
    Catalogue catalogue =
        new Catalogue(
            connection.aside(),
            session,
            board,
            surroundings::look,
            task -> Thread.ofVirtual().name("catalogue").start(task),
            ticker);
    surroundings.titlesFrom(catalogue::titles);
    LocalFiles files =
        new LocalFiles(surroundings.folder(), Path.of(System.getProperty("user.home")));
    suggestions = new ForumSuggestions(verbs, catalogue, files, session::last);
    catalogue.prepare();
  }

  private void bindKeys(PromptLoop loop, Welcome welcome) {
    Function<String, String> editing =
        new LineEditing(screen, verbs, environment, welcome.user().text())::edit;
    screen.input().keys().onHelp(loop::help);
    screen.input().keys().onEdit(editing::apply);
  }

  @Override
  public void close() throws IOException {
    screen.close();
  }
}
