package forum.server.account;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The invitations that were not used up. Those that ended long ago are forgotten with a later one.
/// Changes by events only. Owned by the command loop.
public final class Invitations {
  private final Map<Long, Invitation> byId = new LinkedHashMap<>();

  /// The one whose code has this digest, if it is still good.
  public Optional<Invitation> find(String sha256, Instant now) {
    return byId.values().stream()
        .filter(it -> it.sha256().equals(sha256) && now.isBefore(it.until()))
        .findFirst();
  }

  /// There is another one, since `at`.
  public void add(Invitation invitation, Instant at) {
    byId.values().removeIf(it -> it.isLongOver(at));
    byId.put(invitation.id(), invitation);
  }

  /// Somebody has registered with it.
  public void use(long id) {
    byId.computeIfPresent(id, (_, it) -> it.uses() > 1 ? it.used() : null);
  }

  /// All that a checkpoint at this time has to keep, oldest first.
  public List<Invitation> kept(Instant at) {
    return byId.values().stream().filter(it -> !it.isLongOver(at)).toList();
  }
}
