package forum.client.batch;

import forum.client.line.CommandLine;
import forum.client.verb.Interpreter;
import forum.client.verb.LocalCode;
import forum.client.verb.Problem;
import forum.client.verb.Result;
import forum.client.verb.Running;
import forum.protocol.Limits;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Runs a script from its first line to its last.
///
/// Results are printed in the order of the lines. Posts may be sent before those in front of them
/// are answered, as many as the session's window holds: the server executes them in the order of
/// the lines all the same. Every other command waits until all before it have ended.
final class BatchRunner {
  /// After these nothing that follows could be trusted to mean what it was written for.
  private static final Set<String> ENDING =
      Set.of(
          LocalCode.TIMEOUT.name(),
          LocalCode.UNKNOWN_OUTCOME.name(),
          LocalCode.SESSION_OVER.name(),
          LocalCode.INTERRUPTED.name());

  private final Interpreter interpreter;
  private final ResultPrinter printer;
  private final BatchOptions options;
  private final Output data;
  private final Messages messages;
  private final Tally tally = new Tally();
  private final Deque<Sent> sent = new ArrayDeque<>();
  private boolean left;

  BatchRunner(
      Interpreter interpreter,
      ResultPrinter printer,
      BatchOptions options,
      Output data,
      Messages messages) {
    this.interpreter = interpreter;
    this.printer = printer;
    this.options = options;
    this.data = data;
    this.messages = messages;
  }

  private record Sent(int line, CommandLine command, boolean echoed, Running running) {}

  /// Whether the script left by itself.
  boolean hasLeft() {
    return left;
  }

  /// Runs it and says what failed.
  Tally run(Script script) throws IOException {
    for (Script.Statement next = next(script); next != null; next = next(script)) {
      switch (next) {
        case Script.Statement.Command(var line, var command) -> run(line, command);
        case Script.Statement.Unreadable(var line, var problem) -> unreadable(line, problem);
      }
    }
    drain(0);
    if (tally.hasFailures()) {
      messages.remark(tally.summary());
    }
    return tally;
  }

  /// Whoever writes the script may wait for results before going on, so none is held back while
  /// there is nothing to read.
  private Script.@Nullable Statement next(Script script) throws IOException {
    if (!sent.isEmpty() && !script.isReady()) {
      drain(0);
    }
    return isOver() ? null : script.next();
  }

  private boolean isOver() {
    return left || tally.isStopped();
  }

  private void unreadable(int line, Problem problem) {
    drain(0);
    if (!isOver()) {
      printer.failed(new ResultPrinter.Ended(line, "", false, Duration.ZERO), problem);
      failed(line, problem, false);
    }
  }

  private void run(int line, CommandLine command) {
    boolean overlaps = interpreter.overlaps(command) && !options.failFast();
    drain(overlaps ? Limits.WINDOW - 1 : 0);
    if (isOver()) {
      return;
    }
    if (!overlaps) { // it may print while it runs; what overlaps is echoed with its result
      echo(command);
    }
    Running running = interpreter.start(command, printer.report(line, command.upperWord()));
    sent.add(new Sent(line, command, !overlaps, running));
    drain(overlaps ? Limits.WINDOW : 0);
  }

  /// Prints results until at most `remaining` commands are unanswered.
  private void drain(int remaining) {
    while (sent.size() > remaining) {
      Sent next = sent.remove();
      Result result = next.running.await();
      if (!next.echoed) {
        echo(next.command);
      }
      print(next, result);
    }
  }

  private void echo(CommandLine command) {
    if (options.echo()) {
      command.line().lines().forEach(line -> echo("> " + Columns.escaped(line)));
    }
  }

  /// Where nothing but JSON may stand, the lines go where messages go.
  private void echo(String line) {
    if (options.json()) {
      messages.remark(line);
    } else {
      data.line(line);
    }
  }

  private void print(Sent done, Result result) {
    ResultPrinter.Ended ended =
        new ResultPrinter.Ended(
            done.line, result.word(), done.command.tolerated(), done.running.took());
    switch (result) {
      case Result.Done(var _, var outcome) -> {
        tally.done();
        left |= outcome.leaves();
        printer.done(ended, outcome);
      }
      case Result.Failed(var _, var problem) -> {
        printer.failed(ended, problem);
        failed(ended.line(), problem, ended.tolerated());
      }
    }
    if (options.verbose()) {
      messages.remark("line " + ended.line() + ": " + ended.took().toMillis() + " ms");
    }
  }

  private void failed(int line, Problem problem, boolean tolerated) {
    tally.failed(line, problem, tolerated);
    if (ENDING.contains(problem.code()) || (options.failFast() && !tolerated)) {
      tally.stop();
    }
  }
}
