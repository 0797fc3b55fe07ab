package forum.server.exchange;

import forum.machine.Chance;
import forum.machine.Ticker;
import forum.protocol.Code;
import forum.protocol.Reply;
import forum.protocol.UserName;
import forum.protocol.wire.GoneReason;
import forum.protocol.wire.Inner;
import forum.protocol.wire.Token;
import forum.server.account.Account;
import forum.server.account.ScriptToken;
import forum.server.command.Caller;
import forum.server.commit.ForumState;
import forum.server.commit.GroupCommit;
import forum.server.event.ServerEvent;
import forum.server.event.VisitEvent;
import forum.server.model.Event;
import forum.server.net.Peer;
import forum.server.session.Addresses;
import forum.server.session.EarlyRequests;
import forum.server.session.Session;
import forum.server.transfer.TransferDesk;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Opens and ends sessions: every change to them is an event in the journal. Owned by the command
/// loop.
final class SessionDesk {
  private static final int REMEMBERED = 4096;

  /// What a session is to be opened with; `signature` proves the server, absent for a new user.
  ///
  /// @param token the id of the token that was proven; null when it was the password
  record Opening(
      UserName user,
      Peer from,
      boolean notices,
      @Nullable String signature,
      @Nullable Long token) {}

  private final ForumState state;
  private final GroupCommit commit;
  private final NoticeDesk notices;
  private final TransferDesk transfers;
  private final Answers answers;
  private final Consumer<ServerEvent> events;
  private final Ticker ticker;
  private final Chance chance;
  private final SessionRules rules;
  private final Map<Token, GoneReason> gone =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Token, GoneReason> eldest) {
          return size() > REMEMBERED;
        }
      };

  SessionDesk(
      ForumState state,
      GroupCommit commit,
      NoticeDesk notices,
      TransferDesk transfers,
      Answers answers,
      Consumer<ServerEvent> events,
      Ticker ticker,
      Chance chance,
      SessionRules rules) {
    this.state = state;
    this.commit = commit;
    this.notices = notices;
    this.transfers = transfers;
    this.answers = answers;
    this.events = events;
    this.ticker = ticker;
    this.chance = chance;
    this.rules = rules;
  }

  /// The session of this name, null when it is not open.
  @Nullable Session find(Token sid) {
    return state.sessions().find(sid);
  }

  /// What of their requests has arrived before its turn.
  EarlyRequests early() {
    return state.sessions().early();
  }

  /// All open sessions.
  Collection<Session> all() {
    return state.sessions().all();
  }

  /// On whose behalf a session asks, with what the user may now. What is decided would be record
  /// `lsn`.
  Caller caller(Session session, long lsn) {
    UserName user = session.user();
    return new Caller(
        user,
        state.accounts().role(user),
        session.sid().hex(),
        session.peer(),
        token(session),
        lsn);
  }

  /// Ends the sessions that what has happened has condemned.
  void endCondemned() {
    for (var next : List.copyOf(state.sessions().condemned().entrySet())) {
      Session session = find(next.getKey());
      if (session != null && commit.hasRoomForRefusal()) {
        end(session, next.getValue());
      }
    }
  }

  /// Why a session is not open any more, as far as that is remembered.
  GoneReason whyGone(Token sid) {
    return gone.getOrDefault(sid, GoneReason.UNKNOWN);
  }

  /// Whether nothing is taken from this address.
  boolean isKeptOut(InetSocketAddress from) {
    return !state.bans().isEmpty() && state.bans().of(from.getAddress(), ticker.now()).isPresent();
  }

  /// Why this address is kept out; null when it is not.
  @Nullable Reply refusal(InetSocketAddress from) {
    return state
        .bans()
        .of(from.getAddress(), ticker.now())
        .map(ban -> Reply.refused(Code.BANNED, ban.sentence()))
        .orElse(null);
  }

  /// Why this user is kept out; null when that is not so. To be told only to who has proven to be
  /// that user.
  @Nullable Reply refusal(UserName user) {
    Account account = state.accounts().find(user).orElse(null);
    if (account != null && account.locked()) {
      return Reply.refused(Code.BANNED, "the account is locked; ask who runs the server");
    }
    return state
        .bans()
        .of(user, ticker.now())
        .map(ban -> Reply.refused(Code.BANNED, ban.sentence()))
        .orElse(null);
  }

  /// What the session was opened with. A token that is forgotten is one still: without it the
  /// session would look like one of the password.
  private @Nullable ScriptToken token(Session session) {
    if (session.token() == null) {
      return null;
    }
    ScriptToken known = state.tokens().find(session.token());
    return known == null ? ScriptToken.forgotten(session.token(), session.user()) : known;
  }

  /// Opens a session; `told` gets the reply when it is durable.
  void open(Opening opening, Consumer<Reply> told) {
    ByteBuffer random = ByteBuffer.wrap(chance.bytes(Token.BYTES));
    Token sid = new Token(random.getLong(), random.getLong());
    String lastSeen =
        state
            .accounts()
            .find(opening.user())
            .map(Account::lastLogin)
            .map(last -> last.time() + " " + last.address())
            .orElse(null);
    String from = Addresses.text(opening.from().address());
    Event event =
        new Event.SessionOpened(
            sid.hex(),
            opening.user(),
            from,
            opening.notices() ? Boolean.TRUE : null,
            opening.token());
    commit.add(
        event,
        () -> {
          if (opening.notices()) {
            subscribe(sid);
          }
          told.accept(
              Reply.session(
                  new Reply.Session(
                      sid.hex(),
                      opening.signature(),
                      state.boot(),
                      rules.leaseSeconds(),
                      lastSeen)));
        });
    Session opened = Objects.requireNonNull(find(sid));
    opened.heard(opening.from(), opened.heardNanos());
  }

  /// Two logins of one user may be in one group of the commit; when it is durable, the first
  /// session is over already.
  private void subscribe(Token sid) {
    Session opened = find(sid);
    if (opened != null) {
      notices.subscribe(opened);
    }
  }

  /// Ends a session for good.
  void end(Session session, GoneReason reason) {
    commit.add(
        new Event.SessionClosed(session.sid().hex(), reason.number()),
        () -> {
          gone.put(session.sid(), reason);
          notices.unsubscribe(session);
          transfers.revoke(session.sid().hex());
          answers.send(session, Inner.bare(Inner.Kind.GONE, 0, 0, reason.number()));
          events.accept(ended(session, reason));
        });
  }

  private boolean isOutlived(Session session) {
    ScriptToken token = token(session);
    return token != null && !token.isValid(ticker.now());
  }

  private ServerEvent ended(Session session, GoneReason reason) {
    return reason == GoneReason.EXPIRED
        ? new VisitEvent.Expired(session.user(), rules.leaseSeconds())
        : new VisitEvent.Disconnected(session.user(), reason.sentence());
  }

  /// A session ended because its client asked for it.
  void exited(Session session) {
    gone.put(session.sid(), GoneReason.EXIT);
    transfers.revoke(session.sid().hex());
    events.accept(new VisitEvent.Exited(session.user()));
    notices.unsubscribe(session);
  }

  /// Ends the sessions whose token has expired.
  void endOutlived() {
    for (Session session : state.sessions().all().stream().filter(this::isOutlived).toList()) {
      if (commit.hasRoomForRefusal()) {
        end(session, GoneReason.REVOKED);
      }
    }
  }

  /// Ends the sessions that have been silent for longer than the lease.
  void expire(long nowNanos) {
    long leaseNanos = rules.leaseSeconds() * 1_000_000_000L;
    for (Event.SessionClosed expired : state.sessions().expired(nowNanos, leaseNanos)) {
      if (!commit.hasRoomForRefusal()) {
        return; // the rest expires when there is room again
      }
      Session session = find(Token.ofHex(expired.sid()));
      end(Objects.requireNonNull(session), GoneReason.EXPIRED);
      if (commit.isFull()) {
        commit.commit();
      }
    }
  }
}
