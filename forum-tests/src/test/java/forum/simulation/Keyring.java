package forum.simulation;

import forum.protocol.UserName;
import forum.protocol.login.AccessToken;
import forum.testkit.SeededChance;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the people behind one name can log in with: passwords of which one is right, the likeliest
/// first, because they were not always told what became of a change; and tokens.
final class Keyring {
  private static final int TOKENS_KEPT = 8;

  private final UserName user;
  private final SeededChance chance;
  private final Deque<String> passwords = new ArrayDeque<>();
  private final List<AccessToken> tokens = new ArrayList<>();
  private int changes;

  Keyring(UserName user, SeededChance chance) {
    this.user = user;
    this.chance = chance;
    passwords.add("the password of " + user);
  }

  String password() {
    return passwords.getFirst();
  }

  /// Whether there is no doubt.
  boolean isSure() {
    return passwords.size() == 1;
  }

  /// A new password, which may become the right one.
  String another() {
    changes++;
    String password = "password " + changes + " of " + user;
    passwords.addLast(password);
    return password;
  }

  void works(String password) {
    passwords.remove(password);
    passwords.addFirst(password);
  }

  void fails(String password) {
    if (passwords.remove(password)) {
      passwords.addLast(password);
    }
  }

  /// A new token, which may become valid.
  AccessToken token() {
    AccessToken token = AccessToken.random(user, chance);
    if (tokens.size() == TOKENS_KEPT) {
      tokens.remove(chance.below(TOKENS_KEPT));
    }
    tokens.add(token);
    return token;
  }

  /// Some token, valid or not; null when there was none.
  @Nullable AccessToken anyToken() {
    return tokens.isEmpty() ? null : tokens.get(chance.below(tokens.size()));
  }

  void isDead(AccessToken token) {
    if (chance.happens(0.5)) {
      tokens.remove(token);
    }
  }
}
