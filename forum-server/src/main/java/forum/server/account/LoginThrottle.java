package forum.server.account;

import forum.protocol.UserName;
import forum.server.rate.Budget;
import forum.server.rate.Network;
import forum.server.rate.Recent;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;

/// Slows the guessing of passwords down without locking out their owners (PROTOCOL.md, section 5):
///
/// - Whoever fails five times for one name waits 1 s before the next try, then 2 s, 4 s … 60 s.
/// - Failures for one name from all over the world make every try wait 2 s, not longer: strangers
///   cannot lock a user out.
/// - Failures from one address for many names may come 20 at once, then one every 3 s. The address
///   of this computer is not counted, as all its users share it.
///
/// Ten thousand guesses take more than five hours. Owned by the command loop; reads no clock, times
/// are ticks of one that never goes back.
public final class LoginThrottle {
  /// What a wrong try led to.
  ///
  /// @param failures in a row, of this user from about this address
  /// @param pauseNanos until the next try
  public record Failed(int failures, long pauseNanos) {}

  private record Guesser(UserName user, InetAddress network) {}

  private static final int GUESSERS_MAX = 10_000;
  private static final long STRANGERS_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(2);

  /// Twenty failures at once, then one every 15 s, are nothing special.
  private static final Budget.Terms TARGET = new Budget.Terms(20, TimeUnit.SECONDS.toNanos(15));

  private static final Budget.Terms SOURCE = new Budget.Terms(20, TimeUnit.SECONDS.toNanos(3));

  private final Recent<Guesser, Guesses> guessers = new Recent<>(GUESSERS_MAX);
  private final Recent<UserName, Budget> targets = new Recent<>(GUESSERS_MAX);
  private final Recent<InetAddress, Budget> sources = new Recent<>(GUESSERS_MAX);

  /// How long somebody at `address` has to wait before a try to log in as `user` is looked at; 0
  /// when it may be looked at now. Asking again does not prolong the wait, and asking alone leaves
  /// nothing behind that would push out what is held against others.
  public long waitNanos(UserName user, InetAddress address, long nowNanos) {
    Budget target = targets.find(user);
    if (target != null && !target.hasRoom(nowNanos)) {
      guesses(user, address, nowNanos).pauseOnce(STRANGERS_PAUSE_NANOS, nowNanos);
    }
    Guesses guesses = guessers.find(new Guesser(user, Network.ofUser(address)));
    Budget source = sources.find(Network.ofComputer(address));
    return Math.max(
        guesses == null ? 0 : guesses.waitNanos(nowNanos),
        source == null ? 0 : source.waitNanos(nowNanos));
  }

  /// A try was wrong.
  public Failed failed(UserName user, InetAddress address, long nowNanos) {
    targets.get(user, () -> new Budget(TARGET)).spend(nowNanos);
    if (!address.isLoopbackAddress()) {
      sources.get(Network.ofComputer(address), () -> new Budget(SOURCE)).spend(nowNanos);
    }
    int failures = guesses(user, address, nowNanos).fail(nowNanos);
    return new Failed(failures, waitNanos(user, address, nowNanos));
  }

  /// A try was right: it was the owner who mistyped.
  public void succeeded(UserName user, InetAddress address) {
    guessers.remove(new Guesser(user, Network.ofUser(address)));
  }

  private Guesses guesses(UserName user, InetAddress address, long nowNanos) {
    return guessers.get(new Guesser(user, Network.ofUser(address)), () -> new Guesses(nowNanos));
  }
}
