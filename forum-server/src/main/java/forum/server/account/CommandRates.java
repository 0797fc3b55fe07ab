package forum.server.account;

import forum.protocol.UserName;
import forum.server.rate.AddressBudgets;
import forum.server.rate.Budget;
import forum.server.rate.Recent;
import java.net.InetAddress;

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
  private final Recent<UserName, Budget> users = new Recent<>(REMEMBERED);
  private final AddressBudgets addresses;

  /// So many a second for a user, and for an address of strangers.
  public CommandRates(long perUser, long perAddress) {
    ofUser = Budget.Terms.perSecond(perUser, BURST_SECONDS);
    addresses = new AddressBudgets(Budget.Terms.perSecond(perAddress, BURST_SECONDS), REMEMBERED);
  }

  /// How long the user has to wait before the next command; 0 when it may come.
  public long waitNanos(UserName user, long nowNanos) {
    return budget(user).waitNanos(nowNanos);
  }

  /// The user has given a command that costs as much as so many.
  public void spend(UserName user, int commands, long nowNanos) {
    budget(user).spend(commands, nowNanos);
  }

  private Budget budget(UserName user) {
    return users.get(user, () -> new Budget(ofUser));
  }

  /// Takes one query of somebody who is not logged in.
  ///
  /// @return 0, or how long it has to wait instead
  public long strangerWaitNanos(InetAddress from, long nowNanos) {
    return addresses.take(from, nowNanos);
  }
}
