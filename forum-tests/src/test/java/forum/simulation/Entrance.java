package forum.simulation;

import forum.client.link.LinkFailure;
import forum.client.link.Login;
import forum.client.link.ServerLink;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.login.AccessToken;
import forum.protocol.login.Password;
import org.jspecify.annotations.Nullable;

/// One attempt of a visitor to come in: with the password, a guess, or a token.
final class Entrance {
  private static final String GUESS = "a guess";

  private final Visit visit;
  private final Visitor visitor;
  private final Visitor.Surroundings surroundings;
  private final Login login;
  private final @Nullable AccessToken token;
  private final String password;

  Entrance(Visit visit, Visitor visitor) {
    this.visit = visit;
    this.visitor = visitor;
    this.surroundings = visitor.surroundings();
    this.login = new Login(visitor.user(), visitor.wantsNews(), surroundings.chance());
    this.token = visitor.token();
    this.password = visitor.typesRight() ? visitor.keyring().password() : GUESS;
  }

  void knock() {
    visit.ask(
        login.start(visitor.takesOver(), token != null),
        answer -> challenged(answer.reply()),
        () -> visit.comeBack(0));
  }

  private boolean isGuess() {
    return token == null && password.equals(GUESS);
  }

  private void challenged(Reply reply) {
    try {
      login.challenged(reply);
      if (isGuess() && login.fresh()) {
        visit.comeBack(0);
        return;
      }
      visit.ask(proof(), answer -> entered(answer.reply()), () -> visit.comeBack(0));
    } catch (ServerLink.Refused | LinkFailure e) {
      refused(reply);
    }
  }

  private Request.Query proof() throws LinkFailure {
    Request.Query proof = token == null ? login.proof(Password.of(password)) : login.proof(token);
    if (proof instanceof Request.LoginFinish finish) {
      if (token == null) {
        surroundings.oracle().secrets().passwordProven(finish.proof(), password);
      } else {
        surroundings.oracle().secrets().tokenProven(finish.proof(), token.digest());
      }
    }
    return proof;
  }

  private void entered(Reply reply) {
    try {
      forum.protocol.wire.Token session = login.entered(reply);
      Violation.unless(!isGuess(), "%s came in with a guess", visitor);
      if (token == null) {
        visitor.keyring().works(password);
      }
      visit.enter(session);
    } catch (ServerLink.Refused e) {
      refused(reply);
    } catch (LinkFailure e) {
      throw new Violation(visitor + " does not trust the server", e);
    }
  }

  private void refused(Reply reply) {
    surroundings.chronicle().tell(visitor + " may not come in: " + reply);
    switch (reply.code()) {
      case ALREADY_ON_LINE -> visit.comeBack(1 + surroundings.chance().below(5));
      case BUSY -> visit.comeBack(1 + Math.ceilDiv(reply.retryMillis(), 1000));
      case AUTH_REQUIRED, EXISTS -> visit.comeBack(0);
      case READ_ONLY -> visit.comeBack(1); // the disk is full: nobody registers
      case AUTH_FAILED -> failed();
      case BANNED -> banned();
      default -> throw new Violation(visitor + " may not come in: " + reply);
    }
  }

  /// Whether the server was right only the journal will tell.
  private void failed() {
    if (token != null) {
      surroundings.chronicle().count(Incident.DEAD_TOKEN);
      visitor.keyring().isDead(token);
    } else {
      surroundings.chronicle().count(Incident.WRONG_PASSWORD);
      Violation.unless(isGuess() || !visitor.keyring().isSure(), "%s knows the password", visitor);
      visitor.keyring().fails(password);
    }
    visit.comeBack(1);
  }

  private void banned() {
    surroundings.chronicle().count(Incident.BANNED_AT_THE_DOOR);
    if (visitor.waits()) {
      visit.comeBack(1 + surroundings.chance().below(5));
    }
  }
}
