package forum.server.account;

import forum.protocol.TokenName;
import forum.protocol.UserName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// All tokens, oldest first. Those that are not valid any more are kept, so that whoever still uses
/// one can be told why, until their user needs the room. Changes by events only. Owned by the
/// command loop.
public final class ScriptTokens {
  /// Tokens of one user.
  public static final int PER_USER = 32;

  private final Map<Long, ScriptToken> byId = new LinkedHashMap<>();
  private final Map<UserName, List<Long>> byUser = new HashMap<>();

  /// The token of this id; null when it is forgotten.
  public @Nullable ScriptToken find(long id) {
    return byId.get(id);
  }

  /// The tokens of a user, oldest first.
  public List<ScriptToken> of(UserName user) {
    return byUser.getOrDefault(user, List.of()).stream().map(byId::get).toList();
  }

  /// The valid token of this name.
  public Optional<ScriptToken> valid(UserName user, TokenName name, Instant now) {
    return of(user).stream().filter(it -> it.isValid(now) && it.name().equals(name)).findFirst();
  }

  /// All of them.
  public Collection<ScriptToken> all() {
    return List.copyOf(byId.values());
  }

  /// A user has another one. Where there is no room, the one goes that was the first to be over:
  /// `now` may be later than the clock shows, which was set back, and then others may be valid.
  public void add(ScriptToken token, Instant now) {
    List<Long> own = byUser.computeIfAbsent(token.user(), _ -> new ArrayList<>());
    if (own.size() >= PER_USER) {
      of(token.user()).stream()
          .filter(it -> !it.isValid(now))
          .min(Comparator.comparing(ScriptToken::end))
          .ifPresent(it -> forget(it.id(), own));
    }
    byId.put(token.id(), token);
    own.add(token.id());
  }

  private void forget(Long id, List<Long> own) {
    byId.remove(id);
    own.remove(id);
  }

  /// Somebody has logged in with it.
  public void used(long id, Instant at) {
    change(id, token -> token.usedAt(at));
  }

  /// It is not valid any more.
  public void revoke(long id, Instant at) {
    change(id, token -> token.revokedAt(at));
  }

  private void change(long id, UnaryOperator<ScriptToken> changed) {
    byId.computeIfPresent(id, (_, token) -> changed.apply(token));
  }

  /// The account is gone.
  public void removeAll(UserName user) {
    List<Long> own = byUser.remove(user);
    if (own != null) {
      own.forEach(byId::remove);
    }
  }
}
