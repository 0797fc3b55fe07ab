package forum.client.shell;

import forum.client.line.CommandLine;
import forum.client.terminal.Screen;
import forum.client.terminal.Typed;
import forum.client.text.Line;
import forum.client.text.Tone;
import forum.client.text.Width;
import forum.client.verb.Interpreter;
import forum.client.verb.Item;
import forum.client.verb.LocalCode;
import forum.client.verb.Outcome;
import forum.client.verb.Report;
import forum.client.verb.Result;
import forum.client.verb.Running;
import forum.client.verb.Session;
import forum.client.verb.Surroundings;
import forum.protocol.Characters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/// Asks for commands until the user leaves. Reads on the thread that calls it; commands run on the
/// worker's.
final class PromptLoop {
  private static final int SESSION_OVER_STATUS = LocalCode.SESSION_OVER.exitStatus();
  private static final CommandLine LEAVE = CommandLine.of("XIT").orElseThrow();

  private final Screen screen;
  private final Session session;
  private final Interpreter interpreter;
  private final Foreground foreground;
  private final Waiting waiting;
  private final NoticeBoard board;
  private final News news;
  private final Worker worker;
  private final Optional<String> pagerCommand;
  private volatile Optional<Integer> exitStatus = Optional.empty();

  PromptLoop(Screen screen, Session session, Interpreter interpreter, Waiting waiting, Desk desk) {
    this.screen = screen;
    this.session = session;
    this.interpreter = interpreter;
    this.waiting = waiting;
    this.foreground = desk.foreground();
    this.board = desk.board();
    this.news = desk.news();
    this.worker = desk.worker();
    this.pagerCommand = desk.pagerCommand();
  }

  /// What the loop shares with others.
  record Desk(
      Foreground foreground,
      NoticeBoard board,
      News news,
      Worker worker,
      Optional<String> pagerCommand) {}

  /// Runs until the user leaves or the session is over.
  ///
  /// @return the exit status
  int run() {
    while (exitStatus.isEmpty()) {
      news.beforePrompt();
      foreground.prompting(true);
      Typed typed = screen.input().command(prompt());
      foreground.prompting(false);
      switch (typed) {
        case Typed.Text(var line) -> CommandLine.of(line).ifPresent(this::perform);
        case Typed.Interrupted(var dropped) -> hint(dropped);
        case Typed.End _ -> perform(LEAVE);
      }
    }
    return exitStatus.get();
  }

  private void hint(String dropped) {
    if (dropped.isEmpty()) {
      screen.printer().print(Line.of("XIT or Ctrl-D leaves"));
    }
  }

  /// `hans general (3 new)> `.
  private String prompt() {
    StringBuilder prompt = new StringBuilder(session.user().text());
    int fresh =
        session
            .last()
            .map(thread -> board.fresh(thread.text()))
            .orElseGet(() -> board.fresh().values().stream().mapToInt(Integer::intValue).sum());
    session.last().ifPresent(thread -> prompt.append(' ').append(thread));
    if (fresh > 0) {
      prompt.append(" (").append(fresh).append(" new)");
    }
    return prompt.append("> ").toString();
  }

  private void perform(CommandLine command) {
    boolean leaving = interpreter.leaves(command);
    Surroundings surroundings = session.surroundings();
    ScreenReport report = new ScreenReport(screen, surroundings.look(), foreground, pagerCommand);
    AtomicBoolean late = new AtomicBoolean();
    CompletableFuture<Result> result =
        worker.run(() -> finished(command, report, interpreter.start(command, report), late));
    Waiting.End end = waiting.until(result, leaving);
    if (end == Waiting.End.DONE) {
      result.join();
    } else if (leaving) {
      exitStatus = Optional.of(0);
    } else {
      late.set(true);
      sayThatItFollows(result);
    }
  }

  private void sayThatItFollows(CompletableFuture<Result> result) {
    if (!result.isDone()) {
      screen.printer().print(Line.of(Tone.FAINT, "(the result will follow)"));
    }
  }

  private Result finished(
      CommandLine command, ScreenReport report, Running running, AtomicBoolean late) {
    Result result = running.await();
    List<Line> lines = new ArrayList<>();
    if (late.get()) {
      lines.add(Line.of(Tone.NOTICE, "* ").and(Tone.COMMAND, shortened(command)));
    }
    lines.addAll(lines(result));
    report.end(lines);
    return result;
  }

  private String shortened(CommandLine command) {
    String first = command.line().lines().findFirst().orElse("");
    return Width.cut(Characters.visible(first), screen.width() / 2);
  }

  private List<Line> lines(Result result) {
    return switch (result) {
      case Result.Done(var _, var outcome) -> done(outcome);
      case Result.Failed(var _, var problem) -> {
        if (problem.code().equals(LocalCode.SESSION_OVER.name())) {
          exitStatus = Optional.of(SESSION_OVER_STATUS);
        }
        yield ProblemLines.of(problem);
      }
    };
  }

  private List<Line> done(Outcome outcome) {
    if (outcome.code().equals("READ")) {
      board.read(outcome.fields().get("thread").getAsString());
    }
    if (outcome.leaves()) {
      exitStatus = Optional.of(0);
    }
    List<Line> lines = new ArrayList<>();
    if (!outcome.phrase().isEmpty()) {
      lines.add(Line.of(outcome.phrase()));
    }
    lines.addAll(outcome.lines());
    return lines;
  }

  /// Help for the command on the line, above it.
  void help(String line) {
    String word = CommandLine.of(line).map(CommandLine::word).orElse("");
    CommandLine help = CommandLine.of("HLP " + word).orElseThrow();
    List<Line> lines = new ArrayList<>();
    Report report =
        new Report() {
          @Override
          public void heading(Line heading) {
            lines.add(heading);
          }

          @Override
          public void note(String text) {
            lines.add(Line.of(text));
          }

          @Override
          public void item(Item item) {
            lines.addAll(item.lines(session.surroundings().look()));
          }
        };
    Result result = interpreter.start(help, report).await();
    if (result instanceof Result.Failed(var _, var problem)) {
      lines.addAll(ProblemLines.of(problem));
    }
    screen.printer().print(lines);
  }
}
