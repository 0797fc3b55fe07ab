package forum.client.link;

import forum.client.link.ServerLink.Refused;
import forum.client.link.ServerLink.Welcome;
import forum.machine.Ticker;
import forum.protocol.Code;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.UserName;
import forum.protocol.wire.Token;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;

/// Lets somebody in, in two steps because they may have to be asked for a password in between. The
/// server may be started anew in the middle of it, or the keys may be: then it has forgotten the
/// first step, and both are taken again, for as long as a request would wait for its answer. Safe
/// for any thread.
final class Admission {
  private final Ticker ticker;
  private final long timeoutNanos;
  private final Function<UserName, Login> logins;
  private final Function<Request, CompletableFuture<Answer>> server;
  private final Consumer<Token> session;

  /// `logins` makes new ones, `server` answers, `session` is told the one to enter.
  Admission(
      Ticker ticker,
      long timeoutNanos,
      Function<UserName, Login> logins,
      Function<Request, CompletableFuture<Answer>> server,
      Consumer<Token> session) {
    this.ticker = ticker;
    this.timeoutNanos = timeoutNanos;
    this.logins = logins;
    this.server = server;
    this.session = session;
  }

  /// A login that waits for the password, or for the token.
  record Step(Login login, boolean takeover, boolean withToken) {}

  /// Makes the second request of a login. Computes for a while.
  @FunctionalInterface
  interface Proof {
    Request of(Login login) throws LinkFailure;
  }

  CompletableFuture<Step> begin(UserName user, boolean takeover, boolean withToken) {
    Login login = logins.apply(user);
    return server
        .apply(login.start(takeover, withToken))
        .thenCompose(
            answer -> {
              try {
                login.challenged(answer.reply());
                return CompletableFuture.completedFuture(new Step(login, takeover, withToken));
              } catch (Refused e) {
                return CompletableFuture.failedFuture(e);
              }
            });
  }

  CompletableFuture<Welcome> finish(Step step, Proof proof) {
    return finish(step, proof, ticker.nanos() + timeoutNanos);
  }

  private CompletableFuture<Welcome> finish(Step step, Proof proof, long deadlineNanos) {
    return CompletableFuture.supplyAsync(
            () -> made(proof, step.login), Thread.ofVirtual().name("password")::start)
        .thenCompose(server)
        .thenCompose(
            answer ->
                answer.reply().code() == Code.AUTH_REQUIRED && ticker.nanos() - deadlineNanos < 0
                    ? again(step, answer.reply(), proof, deadlineNanos)
                    : welcomed(step.login, answer.reply()));
  }

  /// A name that was free may be this user's by now; but nobody is registered who has not asked for
  /// it.
  private CompletableFuture<Welcome> again(
      Step before, Reply refusal, Proof proof, long deadlineNanos) {
    return begin(before.login.user(), before.takeover, before.withToken)
        .thenCompose(
            step ->
                step.login.fresh() && !before.login.fresh()
                    ? CompletableFuture.failedFuture(new Refused(refusal))
                    : finish(step, proof, deadlineNanos));
  }

  private static Request made(Proof proof, Login login) {
    try {
      return proof.of(login);
    } catch (LinkFailure e) {
      throw new CompletionException(e);
    }
  }

  private CompletableFuture<Welcome> welcomed(Login login, Reply reply) {
    try {
      session.accept(login.entered(reply));
      return CompletableFuture.completedFuture(login.welcome(reply));
    } catch (Refused | LinkFailure e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
