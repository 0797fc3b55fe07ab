package forum.simulation;

import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import forum.protocol.UserName;
import forum.testkit.SeededChance;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Thinks of orders, by whomever, and of what to do about tokens. Most make sense if the one who
/// gives them may.
final class Demands {
  private static final List<String> TOKEN_NAMES = List.of("nightly", "a.b-c_d", "x", "0");
  private static final List<String> SCOPES = List.of("read", "post", "all", "all");
  private static final int MANY_NAMES = 200;

  private static final int ZEAL = 3;
  private static final long MONTH_SECONDS = 30L * 24 * 3600;

  private final Scenario.People people;
  private final double orders;
  private final boolean manyTokens;
  private final Keyring keyring;
  private final SeededChance chance;

  /// @param zealous whether it is somebody who expects to be a moderator
  Demands(Scenario.People people, boolean zealous, Keyring keyring, SeededChance chance) {
    this.people = people;
    this.orders = people.orders() * (zealous ? ZEAL : 1);
    this.manyTokens = people.wantManyTokens();
    this.keyring = keyring;
    this.chance = chance;
  }

  boolean wantOrder() {
    return chance.happens(orders);
  }

  boolean wantKey() {
    return chance.happens(people.keys());
  }

  /// The next order.
  ///
  /// @param title of the thread, where it is about one
  Request.Order order(ThreadTitle title) {
    double which = chance.fraction();
    if (which < 0.4) {
      return new Request.LockThread(title, chance.happens(0.45), reason());
    }
    if (which < 0.6) {
      return new Request.Kick(user(), reason());
    }
    return which < 0.76
        ? new Request.Ban(subject(), seconds(), reason())
        : new Request.Unban(subject(), reason());
  }

  /// Mostly somebody who is there.
  private UserName user() {
    return new UserName(chance.happens(0.1) ? "nobody" : "user" + chance.below(people.users()));
  }

  private String subject() {
    return switch (chance.below(12)) {
      case 0 -> "192.0.2.7";
      case 1 -> "127.0.1.1"; // where all of them are
      default -> user().text();
    };
  }

  /// Short, because people want to come in again.
  private @Nullable Long seconds() {
    return switch (chance.below(12)) {
      case 0, 1 -> null;
      case 2 -> 0L;
      default -> Long.valueOf(1 + chance.below(20));
    };
  }

  private @Nullable String reason() {
    return switch (chance.below(12)) {
      case 0 -> "two\nlines";
      case 1, 2, 3 -> " too loud ";
      default -> null;
    };
  }

  /// Whether it is the password that is to be changed, and not something about tokens.
  boolean wantPassword() {
    return chance.happens(manyTokens ? 0.03 : 0.25);
  }

  /// The next thing to do about tokens.
  Request.Change token() {
    String name = chance.happens(0.04) ? "two words" : tokenName();
    boolean revokes = chance.happens(manyTokens ? 0.05 : 0.35);
    return revokes ? new Request.RevokeToken(name) : create(name);
  }

  private String tokenName() {
    return manyTokens
        ? "t" + chance.below(MANY_NAMES)
        : TOKEN_NAMES.get(chance.below(TOKEN_NAMES.size()));
  }

  /// With one thing wrong with it at most.
  private Request.CreateToken create(String name) {
    String digest = keyring.token().digest();
    String scope = SCOPES.get(chance.below(SCOPES.size()));
    long seconds = chance.happens(manyTokens ? 0.1 : 0.7) ? 60 + chance.below(600) : MONTH_SECONDS;
    boolean fine = name.indexOf(' ') < 0;
    return switch (fine ? chance.below(25) : -1) {
      case 0 -> new Request.CreateToken(name, "everything", seconds, digest);
      case 1 -> new Request.CreateToken(name, scope, 59, digest);
      case 2 -> new Request.CreateToken(name, scope, seconds, digest.substring(1));
      default -> new Request.CreateToken(name, scope, seconds, digest);
    };
  }
}
