package forum.client.verb;

import forum.client.library.Await;
import forum.client.library.Refusal;
import forum.client.line.CommandLine;
import forum.client.line.Misuse;
import forum.client.line.Nearest;
import forum.client.link.LinkFailure;
import forum.client.transfer.TransferFailure;
import forum.machine.Ticker;
import forum.protocol.Code;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Turns lines into results: finds the command, reads its arguments, runs it, and puts into words
/// what went wrong. The same for the prompt and for scripts.
public final class Interpreter {
  private final Verbs verbs;
  private final Session session;

  /// An interpreter for one session.
  public Interpreter(Verbs verbs, Session session) {
    this.verbs = verbs;
    this.session = session;
  }

  /// Whether a command may be sent while those before it are unanswered.
  public boolean overlaps(CommandLine line) {
    return verbs.find(line.word()).filter(Verb::overlaps).isPresent();
  }

  /// Whether a command ends the session.
  public boolean leaves(CommandLine line) {
    return verbs.find(line.word()).filter(Exit.class::isInstance).isPresent();
  }

  /// Starts a command. What streams or transfers has ended when this returns.
  public Running start(CommandLine line, Report report) {
    Ticker ticker = session.ticker();
    long started = ticker.nanos();
    Optional<Verb> verb = verbs.find(line.word());
    if (verb.isEmpty()) {
      Problem unknown = Problems.unknown(verbs, line.word());
      return Running.ended(ticker, started, new Result.Failed(line.word(), unknown));
    }
    try {
      var arguments = line.arguments(verb.get().syntax());
      return start(started, new Invocation(verb.get(), arguments, session, report));
    } catch (Misuse misuse) {
      Problem problem = verb.get().misused(misuse);
      return Running.ended(ticker, started, new Result.Failed(verb.get().syntax().word(), problem));
    }
  }

  private Running start(long started, Invocation call) {
    Ticker ticker = session.ticker();
    try {
      CompletableFuture<Outcome> future = call.verb().run(call);
      return Running.until(ticker, started, future, () -> await(call, future));
    } catch (Failure
        | Refusal
        | LinkFailure
        | TransferFailure
        | IOException
        | InterruptedException e) {
      return Running.ended(ticker, started, failed(call, e));
    } catch (UncheckedIOException e) { // a stream that broke off
      return Running.ended(ticker, started, failed(call, Objects.requireNonNull(e.getCause())));
    }
  }

  private Result await(Invocation call, CompletableFuture<Outcome> future) {
    try {
      return new Result.Done(call.verb().syntax().word(), Await.result(future));
    } catch (Refusal | LinkFailure | InterruptedException e) {
      return failed(call, e);
    }
  }

  private Result failed(Invocation call, Exception e) {
    Problem problem = Problems.of(e, call);
    boolean unknownTitle =
        problem.code().equals(Code.NO_SUCH_THREAD.name()) && !call.arguments().words().isEmpty();
    if (!unknownTitle) {
      return new Result.Failed(call.verb().syntax().word(), problem);
    }
    Problem suggesting = suggesting(problem, call);
    session.misnamed();
    return new Result.Failed(call.verb().syntax().word(), suggesting);
  }

  private Problem suggesting(Problem problem, Invocation call) {
    String typed = Refusals.title(call.arguments().word(0), call);
    try {
      return Nearest.to(typed, session.surroundings().titles())
          .map(title -> suggesting(problem, call, title))
          .orElse(problem);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return problem;
    }
  }

  private static Problem suggesting(Problem problem, Invocation call, String title) {
    String parts = call.arguments().with(0, title).written();
    return problem
        .adding(" (did you mean " + title + "?)")
        .hint(call.verb().syntax().word() + parts);
  }
}
