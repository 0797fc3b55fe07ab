package forum.server.account;

import forum.protocol.UserName;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;

/// How fast a user may give commands, and how fast one address may ask without being logged in: so
/// many a second, and two seconds' worth at once. All sessions of a user count together. Owned by
/// the command loop.
public final class CommandRates {
  /// What a refused change costs. It changes nothing, but its answer stands in the journal for
  /// ever, and nothing else limits how many there are.
  public static final int REFUSAL = 10;

  private static final int REMEMBERED = 16_384;
  private static final long BURST_SECONDS = 2;

  private final Budget.Terms ofUser;
  private final Budget.Terms ofAddress;
  private final Recent<UserName, Budget> users = new Recent<>(REMEMBERED);
  private final Recent<InetAddress, Budget> addresses = new Recent<>(REMEMBERED);

  /// So many a second for a user, and for an address of strangers.
  public CommandRates(long perUser, long perAddress) {
    ofUser = terms(perUser);
    ofAddress = terms(perAddress);
  }

  private static Budget.Terms terms(long perSecond) {
    int atOnce = Math.toIntExact(Math.max(1, BURST_SECONDS * perSecond));
    return new Budget.Terms(atOnce, TimeUnit.SECONDS.toNanos(1) / perSecond);
  }

  /// How long the user has to wait before the next command; 0 when it may come.
  public long waitNanos(UserName user, long nowNanos) {
    return budget(user, nowNanos).waitNanos(nowNanos);
  }

  /// The user has given a command that costs as much as so many.
  public void spend(UserName user, int commands, long nowNanos) {
    budget(user, nowNanos).spend(commands, nowNanos);
  }

  private Budget budget(UserName user, long nowNanos) {
    return users.get(user, () -> new Budget(ofUser, nowNanos));
  }

  /// Takes one query of somebody who is not logged in.
  ///
  /// @return 0, or how long it has to wait instead
  public long strangerWaitNanos(InetAddress from, long nowNanos) {
    Budget budget = addresses.get(Network.ofComputer(from), () -> new Budget(ofAddress, nowNanos));
    long waitNanos = budget.waitNanos(nowNanos);
    if (waitNanos == 0) {
      budget.spend(1, nowNanos);
    }
    return waitNanos;
  }
}
