package forum.server.commit;

import forum.protocol.UserName;
import forum.protocol.login.Verifier;
import forum.server.account.Accounts;
import forum.server.model.Event;
import forum.server.model.Forum;
import forum.server.model.JournalEntry;
import forum.server.session.Sessions;
import java.time.Instant;

/// Everything that is made from the journal: one place where an event takes effect, at work and at
/// start alike. Owned by the command loop.
public final class ForumState {
  private final Forum forum = new Forum();
  private final Sessions sessions = new Sessions();
  private final Accounts accounts = new Accounts();
  private int boot;
  private Instant lastAt = Instant.EPOCH;

  /// The threads.
  public Forum forum() {
    return forum;
  }

  /// The open sessions.
  public Sessions sessions() {
    return sessions;
  }

  /// The users.
  public Accounts accounts() {
    return accounts;
  }

  /// How often the server has been started on this data.
  public int boot() {
    return boot;
  }

  /// The time of the next entry, when the clock shows `now`: never before the last one's.
  public Instant stamp(Instant now) {
    Instant millis = Instant.ofEpochMilli(now.toEpochMilli());
    return millis.isBefore(lastAt) ? lastAt : millis;
  }

  /// No later entry is to be older than one of this time.
  void pass(Instant at) {
    lastAt = at.isAfter(lastAt) ? at : lastAt;
  }

  /// Lets an event take effect.
  public void happen(long lsn, Instant at, Event event, long nowNanos) {
    pass(at);
    forum.apply(lsn, at, event);
    sessions.apply(at, event, nowNanos);
    switch (event) {
      case Event.Started started -> boot = started.boot();
      case Event.Registered(UserName user, String text) -> {
        Verifier verifier = Verifier.ofText(text);
        if (!accounts.register(user, verifier)) {
          accounts.replace(user, verifier);
        }
      }
      case Event.SessionOpened opened -> accounts.loggedIn(opened.user(), at, opened.from());
      default -> {
        // Concerns neither the server nor the accounts.
      }
    }
  }

  /// Lets an entry of the journal take effect: the answer first, since the event may end the
  /// session.
  public void replay(long lsn, JournalEntry entry, long nowNanos) {
    pass(entry.at());
    if (entry.answered() != null) {
      sessions.replay(entry.answered());
    }
    if (entry.event() != null) {
      happen(lsn, entry.at(), entry.event(), nowNanos);
    }
  }

  /// Rebuilds what a checkpoint says about the server itself.
  void restore(int boots, Instant at) {
    boot = boots;
    lastAt = at;
  }

  Instant lastAt() {
    return lastAt;
  }
}
