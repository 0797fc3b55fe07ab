package forum.simulation;

import forum.client.link.Answer;
import forum.protocol.Code;
import forum.protocol.Limits;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.login.BadChallenge;
import forum.protocol.login.ChannelBinding;
import forum.protocol.login.ClientLogin;
import forum.protocol.login.Nonce;
import forum.protocol.login.Password;
import org.jspecify.annotations.Nullable;

/// Changes the password of a visitor, who mistypes the old one now and then. All speak in the clear
/// here, but on the server's own computer, where that is allowed.
final class PasswordChange {
  private static final byte[] NOTHING = {};

  private final Visit visit;
  private final Visitor visitor;
  private final Visitor.Surroundings surroundings;
  private final String nonce;

  PasswordChange(Visit visit, Visitor visitor) {
    this.visit = visit;
    this.visitor = visitor;
    this.surroundings = visitor.surroundings();
    this.nonce = Nonce.random(surroundings.chance());
  }

  void begin() {
    visit.readingBegan();
    visit.ask(new Request.PasswordStart(nonce), this::challenged, visit::readingEnded);
  }

  private void challenged(Answer answer) {
    visit.readingEnded();
    Reply.Challenge challenge = answer.reply().challenge();
    if (challenge == null) {
      Violation.unless(
          answer.reply().code() == Code.NOT_ALLOWED, "%s: %s", visitor, answer.reply());
      return;
    }
    Keyring keyring = visitor.keyring();
    String old = surroundings.chance().happens(0.1) ? "a guess" : keyring.password();
    String wanted = keyring.another();
    Request.PasswordFinish finish = finish(challenge, old, wanted);
    surroundings.oracle().secrets().passwordProven(finish.proof(), old);
    visitor.submit(visit, finish, NOTHING, reply -> changed(reply, old, wanted));
  }

  private Request.PasswordFinish finish(Reply.Challenge challenge, String old, String wanted) {
    try {
      return new ClientLogin(visitor.user(), nonce, ChannelBinding.NONE, Limits.PASSWORD_ROUNDS_MIN)
          .change(challenge, Password.of(old), Password.of(wanted), surroundings.chance());
    } catch (BadChallenge e) {
      throw new Violation(visitor + " does not trust the server", e);
    }
  }

  private void changed(@Nullable Reply reply, String old, String wanted) {
    if (reply != null && reply.isOk()) {
      visitor.keyring().works(wanted);
    } else if (reply != null && reply.code() == Code.AUTH_FAILED) {
      visitor.keyring().fails(old);
    }
  }
}
