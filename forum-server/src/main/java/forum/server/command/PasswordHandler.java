package forum.server.command;

import forum.machine.Chance;
import forum.machine.Ticker;
import forum.protocol.Code;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.UserName;
import forum.protocol.login.ServerLogin;
import forum.protocol.login.Verifier;
import forum.server.account.Account;
import forum.server.account.Accounts;
import forum.server.account.LoginThrottle;
import forum.server.model.Act;
import forum.server.model.Event;
import forum.server.model.ServerLimits;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `PWD1`, `PWD2`: somebody changes the own password, and proves to know the old one first: a
/// terminal that was left alone is not enough. Guesses are slowed down like those at a login.
///
/// Challenges are kept in memory, one a session, each for one proof; after a restart the client
/// begins again. Asking for one again gives the same one: of two copies of a question the client
/// takes the first answer, whichever that is. Owned by the command loop.
public final class PasswordHandler {
  private static final long LIFE_NANOS = ServerLimits.LOGIN_SECONDS * 1_000_000_000L;

  /// A challenge, and the client's nonce that asked for it.
  private record Challenged(ServerLogin scram, String cnonce, long atNanos) {}

  private final Accounts accounts;
  private final LoginThrottle throttle;
  private final int rounds;
  private final Ticker ticker;
  private final Chance chance;
  private final Map<String, Challenged> challenges = new LinkedHashMap<>();

  /// @param rounds the work a new password is to cost who tries it
  public PasswordHandler(
      Accounts accounts, LoginThrottle throttle, int rounds, Ticker ticker, Chance chance) {
    this.accounts = accounts;
    this.throttle = throttle;
    this.rounds = rounds;
    this.ticker = ticker;
    this.chance = chance;
  }

  Reply answer(Caller caller, Request.PasswordStart start) {
    Optional<Verifier> known = verifier(caller.user());
    if (!caller.peer().isPrivate() || known.isEmpty()) {
      return inTheClear();
    }
    Challenged before = challenges.get(caller.sid());
    Challenged challenged =
        before != null && isCopy(start, before, caller.user())
            ? before
            : challenge(caller, start, known.get());
    int wanted = Math.max(rounds, known.get().rounds());
    return Reply.challenge(challenged.scram().challenge(wanted));
  }

  private boolean isCopy(Request.PasswordStart start, Challenged before, UserName user) {
    return before.cnonce().equals(start.cnonce()) && !isStale(before, user);
  }

  private Challenged challenge(Caller caller, Request.PasswordStart start, Verifier known) {
    ServerLogin scram =
        ServerLogin.again(caller.user(), start.cnonce(), known, chance, caller.peer().binding());
    Challenged challenged = new Challenged(scram, start.cnonce(), ticker.nanos());
    challenges.remove(caller.sid());
    challenges.put(caller.sid(), challenged);
    if (challenges.size() > ServerLimits.LOGINS) {
      challenges.remove(challenges.keySet().iterator().next());
    }
    return challenged;
  }

  private Optional<Verifier> verifier(UserName user) {
    return accounts.find(user).map(Account::verifier);
  }

  private static Reply inTheClear() {
    return Reply.refused(
        Code.NOT_ALLOWED, "a password is not changed in the clear, where others can listen");
  }

  Decision decide(Caller caller, Request.PasswordFinish finish) {
    Challenged challenged = challenges.get(caller.sid());
    if (challenged != null && isAnsweredBy(finish, challenged)) {
      challenges.remove(caller.sid());
    } else {
      challenged = null;
    }
    Reply refusal = caller.peer().isPrivate() ? refusal(caller, finish, challenged) : inTheClear();
    if (refusal != null) {
      return new Decision.Refuse(refusal);
    }
    Verifier wanted = Verifier.of(finish.verifier(), rounds);
    return new Decision.Do(
        new Event.PasswordChanged(caller.user(), wanted.text(), caller.sid()),
        Reply.ok(),
        Act.of(caller.user(), "passwd", caller.user().text(), null));
  }

  /// A proof for another challenge is no wrong password.
  private static boolean isAnsweredBy(Request.PasswordFinish finish, Challenged challenged) {
    return challenged.scram().challenge().snonce().equals(finish.snonce());
  }

  private @Nullable Reply refusal(
      Caller caller, Request.PasswordFinish finish, @Nullable Challenged challenged) {
    if (challenged == null || isStale(challenged, caller.user())) {
      return Reply.refused(Code.AUTH_REQUIRED, "it took too long, begin again");
    }
    InetAddress address = caller.peer().address().getAddress();
    long waitNanos = throttle.waitNanos(caller.user(), address, ticker.nanos());
    if (waitNanos > 0) {
      return Reply.busy("too many wrong passwords", Math.ceilDiv(waitNanos, 1_000_000));
    }
    if (challenged.scram().signature(finish.snonce(), finish.proof()).isEmpty()) {
      throttle.failed(caller.user(), address, ticker.nanos());
      return Reply.of(Code.AUTH_FAILED);
    }
    throttle.succeeded(caller.user(), address);
    return null;
  }

  private boolean isStale(Challenged challenged, UserName user) {
    return ticker.nanos() - challenged.atNanos() > LIFE_NANOS
        || verifier(user).filter(challenged.scram()::isAgainst).isEmpty();
  }
}
