package forum.server.account;

import forum.protocol.Subject;
import forum.protocol.UserName;
import java.net.InetAddress;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who is kept out. A ban that has ended counts no more, and is forgotten with a later change.
/// Owned by the command loop.
public final class Bans {
  private final Map<Subject, Ban> bans = new LinkedHashMap<>();

  /// Somebody is kept out; an earlier ban of the same gives way.
  public void add(Ban ban) {
    bans.values().removeIf(it -> it.isLongOver(ban.since()));
    bans.remove(ban.subject());
    bans.put(ban.subject(), ban);
  }

  /// Somebody is let in again.
  public void remove(Subject subject) {
    bans.remove(subject);
  }

  /// Whether nobody is.
  public boolean isEmpty() {
    return bans.isEmpty();
  }

  /// The ban that keeps this user out.
  public Optional<Ban> of(UserName user, Instant now) {
    return of(new Subject.OfUser(user), now);
  }

  /// The ban that keeps this address out.
  public Optional<Ban> of(InetAddress address, Instant now) {
    return bans.isEmpty() ? Optional.empty() : of(new Subject.OfAddress(address), now);
  }

  /// The ban of exactly this.
  public Optional<Ban> of(Subject subject, Instant now) {
    return Optional.ofNullable(bans.get(subject)).filter(ban -> ban.holds(now));
  }

  /// All that a checkpoint at this time has to keep, oldest first.
  public List<Ban> kept(Instant at) {
    return bans.values().stream().filter(ban -> !ban.isLongOver(at)).toList();
  }

  /// All that keep somebody out, oldest first.
  public List<Ban> list(Instant now) {
    return bans.values().stream().filter(ban -> ban.holds(now)).toList();
  }
}
