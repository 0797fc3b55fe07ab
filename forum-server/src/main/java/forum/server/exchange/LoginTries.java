package forum.server.exchange;

import forum.machine.Ticker;
import forum.protocol.Reply;
import forum.server.account.LoginThrottle;
import org.jspecify.annotations.Nullable;

/// Holds wrong tries against later logins of the same user or from the same address: guessing at
/// passwords, tokens and invitations is slowed down alike. Owned by the command loop.
final class LoginTries {
  private final LoginThrottle throttle;
  private final Ticker ticker;

  LoginTries(LoginThrottle throttle, Ticker ticker) {
    this.throttle = throttle;
    this.ticker = ticker;
  }

  /// Why nothing that this login says is looked at now; null when it is.
  @Nullable Reply refusal(Login login) {
    long waitNanos = throttle.waitNanos(login.user(), login.from().getAddress(), ticker.nanos());
    return waitNanos > 0
        ? Reply.busy("too many failed logins", Math.ceilDiv(waitNanos, 1_000_000))
        : null;
  }

  /// This was the owner.
  void right(Login login) {
    throttle.succeeded(login.user(), login.from().getAddress());
  }

  /// This was a mistake, or a guess.
  LoginThrottle.Failed wrong(Login login) {
    return throttle.failed(login.user(), login.from().getAddress(), ticker.nanos());
  }
}
