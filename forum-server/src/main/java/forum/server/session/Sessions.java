package forum.server.session;

import forum.protocol.Subject;
import forum.protocol.UserName;
import forum.protocol.wire.GoneReason;
import forum.protocol.wire.Token;
import forum.server.model.Event;
import forum.server.model.JournalEntry;
import forum.server.model.ServerLimits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// All open sessions. What is durable of them changes by events only. Owned by the command loop.
public final class Sessions {
  private final Map<Token, Session> bySid = new HashMap<>();
  private final Map<UserName, Set<Session>> byUser = new HashMap<>();
  private final Map<Token, GoneReason> condemned = new LinkedHashMap<>();
  private final EarlyRequests early = new EarlyRequests(ServerLimits.EARLY_BYTES);

  /// The session of this name, null when it is not open.
  public @Nullable Session find(Token sid) {
    return bySid.get(sid);
  }

  /// The open sessions of a user, oldest first.
  public Collection<Session> of(UserName user) {
    return Collections.unmodifiableCollection(byUser.getOrDefault(user, Set.of()));
  }

  /// All open sessions, in no particular order.
  public Collection<Session> all() {
    return Collections.unmodifiableCollection(bySid.values());
  }

  /// What of their requests has arrived before its turn.
  public EarlyRequests early() {
    return early;
  }

  /// Brings about what a session event says.
  public void apply(Instant at, Event event, long nowNanos) {
    switch (event) {
      case Event.SessionOpened(
              String sid,
              UserName user,
              String from,
              Boolean notices,
              Long id) -> {
        Session session = new Session(Token.ofHex(sid), user, at, Addresses.parse(from), nowNanos);
        session.wantsNews(notices != null && notices);
        session.openedWith(id);
        add(session);
      }
      case Event.SessionClosed(String sid, _) -> remove(Token.ofHex(sid));
      default -> {
        // Not about sessions.
      }
    }
  }

  /// All sessions of a user are to end, because of what has just happened.
  public void condemn(UserName user, GoneReason reason) {
    of(user).forEach(session -> condemned.put(session.sid(), reason));
  }

  /// The sessions are to end that a token has opened.
  public void condemn(UserName user, long token) {
    of(user).stream()
        .filter(session -> session.token() != null && session.token() == token)
        .forEach(session -> condemned.put(session.sid(), GoneReason.REVOKED));
  }

  /// The sessions of a user but this one are to end, because the password they were opened with is
  /// another one now.
  public void condemnOthers(UserName user, String sid) {
    of(user).stream()
        .filter(session -> session.token() == null && !session.sid().hex().equals(sid))
        .forEach(session -> condemned.put(session.sid(), GoneReason.REVOKED));
  }

  /// All sessions at an address are to end.
  public void condemn(Subject.OfAddress address, GoneReason reason) {
    bySid.values().stream()
        .filter(it -> new Subject.OfAddress(it.address().getAddress()).equals(address))
        .forEach(session -> condemned.put(session.sid(), reason));
  }

  /// The sessions that are to end. The events that end them take them out.
  public Map<Token, GoneReason> condemned() {
    return Collections.unmodifiableMap(condemned);
  }

  /// Rebuilds the answer to a request from the journal.
  public void replay(JournalEntry.Answered answered) {
    Session session = bySid.get(Token.ofHex(answered.sid()));
    if (session != null) {
      session.requests().replayed(answered.seq(), answered.floor(), answered.reply());
    }
  }

  private void add(Session session) {
    bySid.put(session.sid(), session);
    byUser.computeIfAbsent(session.user(), _ -> new LinkedHashSet<>()).add(session);
  }

  private void remove(Token sid) {
    condemned.remove(sid);
    early.forget(sid);
    Session session = bySid.remove(sid);
    if (session != null) {
      byUser.computeIfPresent(
          session.user(),
          (_, open) -> {
            open.remove(session);
            return open.isEmpty() ? null : open;
          });
    }
  }

  /// The sessions not heard for `leaseNanos`, as the events that end them.
  public List<Event.SessionClosed> expired(long nowNanos, long leaseNanos) {
    List<Event.SessionClosed> expired = new ArrayList<>();
    for (Session session : bySid.values()) {
      if (nowNanos - session.heardNanos() > leaseNanos) {
        expired.add(new Event.SessionClosed(session.sid().hex(), GoneReason.EXPIRED.number()));
      }
    }
    return expired;
  }

  /// All that is durable of the sessions, for a checkpoint.
  public List<SessionRecord> records() {
    return bySid.values().stream()
        .map(session -> SessionRecord.of(session, condemned.get(session.sid())))
        .toList();
  }

  /// Rebuilds a session from a checkpoint.
  public void restore(SessionRecord kept, long nowNanos) {
    Session session = kept.session(nowNanos);
    add(session);
    if (kept.condemned() != null) {
      condemned.put(session.sid(), GoneReason.of(kept.condemned()));
    }
  }
}
