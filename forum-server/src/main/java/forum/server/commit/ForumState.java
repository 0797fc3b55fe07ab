package forum.server.commit;

import forum.protocol.Reason;
import forum.protocol.Role;
import forum.protocol.Scope;
import forum.protocol.Subject;
import forum.protocol.TokenName;
import forum.protocol.UserName;
import forum.protocol.login.Verifier;
import forum.protocol.wire.GoneReason;
import forum.server.account.Accounts;
import forum.server.account.Ban;
import forum.server.account.Bans;
import forum.server.account.Invitation;
import forum.server.account.Invitations;
import forum.server.account.ScriptToken;
import forum.server.account.ScriptTokens;
import forum.server.audit.AuditTrail;
import forum.server.model.Act;
import forum.server.model.Event;
import forum.server.model.Forum;
import forum.server.model.JournalEntry;
import forum.server.session.Sessions;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Everything that is made from the journal: one place where an event takes effect, at work and at
/// start alike. Owned by the command loop.
public final class ForumState {
  private final Forum forum = new Forum();
  private final Sessions sessions = new Sessions();
  private final Accounts accounts = new Accounts();
  private final ScriptTokens tokens = new ScriptTokens();
  private final Invitations invitations = new Invitations();
  private final Bans bans = new Bans();
  private final AuditTrail audit = new AuditTrail();
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

  /// What scripts log in with.
  public ScriptTokens tokens() {
    return tokens;
  }

  /// Who may register by invitation.
  public Invitations invitations() {
    return invitations;
  }

  /// Who is kept out.
  public Bans bans() {
    return bans;
  }

  /// Who has used power over others.
  public AuditTrail audit() {
    return audit;
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
      case Event.Registered registered -> register(registered);
      case Event.OfPeople people -> happen(lsn, at, people);
      case Event.SessionOpened opened -> opened(at, opened);
      default -> {
        // Concerns neither the server nor the accounts.
      }
    }
  }

  private void register(Event.Registered registered) {
    UserName user = registered.user();
    Verifier verifier = Verifier.ofText(registered.verifier());
    if (registered.invitation() != null) {
      invitations.use(registered.invitation());
    }
    if (accounts.find(user).isPresent()) {
      sessions.condemn(user, GoneReason.REVOKED);
    }
    accounts.register(user, verifier);
  }

  private void opened(Instant at, Event.SessionOpened opened) {
    if (opened.token() == null) {
      accounts.loggedIn(opened.user(), at, opened.from());
    } else {
      tokens.used(opened.token(), at);
    }
  }

  private void happen(long lsn, Instant at, Event.OfPeople event) {
    switch (event) {
      case Event.Invited(String sha256, int uses, long until) ->
          invitations.add(new Invitation(lsn, sha256, uses, Instant.ofEpochMilli(until)), at);
      case Event.DecoySecretMade(String secret) -> accounts.keepDecoySecret(secret);
      case Event.TokenCreated created -> tokens.add(token(lsn, at, created), at);
      case Event.TokenRevoked(UserName user, long id) -> {
        tokens.revoke(id, at);
        sessions.condemn(user, id);
      }
      case Event.PasswordChanged(UserName user, String text, String sid) -> {
        accounts.register(user, Verifier.ofText(text));
        sessions.condemnOthers(user, sid);
      }
      case Event.VerifierRenewed(UserName user, String text) ->
          accounts.register(user, Verifier.ofText(text));
      case Event.RoleGiven(UserName user, String role) -> accounts.give(user, Role.of(role));
      case Event.AccountLocked(UserName user, boolean locked) -> {
        accounts.lock(user, locked);
        if (locked) {
          sessions.condemn(user, GoneReason.EXPELLED);
        }
      }
      case Event.AccountRemoved(UserName user) -> {
        accounts.remove(user);
        tokens.removeAll(user);
        sessions.condemn(user, GoneReason.EXPELLED);
      }
      case Event.Kicked(UserName user) -> sessions.condemn(user, GoneReason.EXPELLED);
      case Event.Banned banned -> ban(at, banned);
      case Event.Unbanned(String subject) -> bans.remove(Subject.of(subject));
    }
  }

  private static ScriptToken token(long lsn, Instant at, Event.TokenCreated created) {
    return new ScriptToken(
        lsn,
        created.user(),
        new TokenName(created.name()),
        Scope.of(created.scope()),
        created.sha256(),
        at,
        Instant.ofEpochMilli(created.until()),
        null,
        null);
  }

  private void ban(Instant at, Event.Banned banned) {
    Subject subject = Subject.of(banned.subject());
    Instant until = banned.until() == null ? null : Instant.ofEpochMilli(banned.until());
    Reason reason = banned.reason() == null ? Reason.NONE : new Reason(banned.reason());
    bans.add(new Ban(subject, banned.by(), at, until, reason));
    switch (subject) {
      case Subject.OfUser(UserName user) -> sessions.condemn(user, GoneReason.EXPELLED);
      case Subject.OfAddress address -> sessions.condemn(address, GoneReason.EXPELLED);
    }
  }

  /// An act of power has happened.
  void act(long lsn, Instant at, @Nullable Act act) {
    if (act != null) {
      audit.happened(lsn, at, act);
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
    act(lsn, entry.at(), entry.act());
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
