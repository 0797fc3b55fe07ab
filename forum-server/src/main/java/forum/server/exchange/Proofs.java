package forum.server.exchange;

import forum.machine.Ticker;
import forum.protocol.Code;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.login.Verifier;
import forum.server.account.LoginThrottle;
import forum.server.account.ScriptToken;
import forum.server.account.ScriptTokens;
import forum.server.event.ServerEvent;
import forum.server.event.VisitEvent;
import forum.server.model.Event;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Judges proofs that somebody knows the password of a user, or has one of the user's tokens. Owned
/// by the command loop.
final class Proofs {
  private final Challenges challenges;
  private final ScriptTokens tokens;
  private final LoginTries tries;
  private final SessionRules rules;
  private final Consumer<ServerEvent> events;
  private final Ticker ticker;

  Proofs(
      Challenges challenges,
      ScriptTokens tokens,
      LoginTries tries,
      SessionRules rules,
      Consumer<ServerEvent> events,
      Ticker ticker) {
    this.challenges = challenges;
    this.tokens = tokens;
    this.tries = tries;
    this.rules = rules;
    this.events = events;
    this.ticker = ticker;
  }

  /// Judges the proof that has come for the challenge of this login.
  Judgement judge(Login login, Request.LoginFinish finish) {
    Reply wait = tries.refusal(login);
    if (wait != null) { // whoever opens many logins first cannot try them all at once
      return new Judgement.Wrong(wait);
    }
    if (challenges.isOutdated(login)) {
      return new Judgement.Outdated(changed());
    }
    return login.start().hasToken() ? judgeToken(login, finish) : judgePassword(login, finish);
  }

  private static Reply changed() {
    return Reply.refused(Code.AUTH_REQUIRED, "the account has changed, begin again");
  }

  /// Why a proof that was right opens nothing any more: what it has proven was changed, revoked or
  /// removed while rivals were asked. Null while it does.
  @Nullable Reply outdated(Login login, Judgement.Right right) {
    if (challenges.isOutdated(login)) {
      return changed();
    }
    Long token = right.opening().token();
    return token == null || isValid(login, token) ? null : changed();
  }

  private boolean isValid(Login login, long token) {
    return tokens.of(login.user()).stream()
        .anyMatch(each -> each.id() == token && each.isValid(ticker.now()));
  }

  private Judgement judgePassword(Login login, Request.LoginFinish finish) {
    Optional<String> signature = login.challenge().signature(finish);
    if (signature.isEmpty()) {
      return failed(login);
    }
    tries.right(login);
    Event renewal = renewal(login, finish.renewal());
    return new Judgement.Right(opening(login, finish, signature.get(), null), renewal);
  }

  private @Nullable Event renewal(Login login, Request.@Nullable NewVerifier given) {
    if (given == null || challenges.renewedRounds(login) == null) {
      return null;
    }
    Verifier stronger = Verifier.of(given, rules.passwordRounds());
    return new Event.VerifierRenewed(login.user(), stronger.text());
  }

  /// Whoever has a token that is not valid any more may know why.
  private Judgement judgeToken(Login login, Request.LoginFinish finish) {
    for (ScriptToken token : tokens.of(login.user())) {
      Optional<String> signature = login.challenge().signature(finish, token.digest());
      if (signature.isPresent()) {
        tries.right(login);
        return token.isValid(ticker.now())
            ? new Judgement.Right(opening(login, finish, signature.get(), token.id()), null)
            : new Judgement.Wrong(Reply.refused(Code.AUTH_FAILED, token.invalidity()));
      }
    }
    return failed(login);
  }

  private static SessionDesk.Opening opening(
      Login login, Request.LoginFinish finish, String signature, @Nullable Long token) {
    return new SessionDesk.Opening(
        login.user(), login.key().peer(), finish.notices(), signature, token);
  }

  private Judgement failed(Login login) {
    LoginThrottle.Failed failed = tries.wrong(login);
    long pauseMillis = failed.pauseNanos() / 1_000_000;
    events.accept(
        new VisitEvent.LoginFailed(login.user(), login.from(), failed.failures(), pauseMillis));
    return new Judgement.Wrong(Reply.of(Code.AUTH_FAILED));
  }
}
