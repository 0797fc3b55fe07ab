package forum.server.exchange;

import forum.protocol.Code;
import forum.protocol.Limits;
import forum.protocol.Reply;
import forum.server.commit.GroupCommit;
import forum.server.event.ServerEvent;
import forum.server.event.VisitEvent;
import forum.server.model.Event;
import forum.server.model.ServerLimits;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Lets those in who have proven who they are, as far as there is room: first what happens to the
/// account, then the session. Owned by the command loop.
final class Admission {
  private final SessionDesk sessions;
  private final Rivals rivals;
  private final GroupCommit commit;
  private final Consumer<ServerEvent> events;

  Admission(SessionDesk sessions, Rivals rivals, GroupCommit commit, Consumer<ServerEvent> events) {
    this.sessions = sessions;
    this.rivals = rivals;
    this.commit = commit;
    this.events = events;
  }

  /// Makes room for the session, at the expense of rivals if need be.
  ///
  /// @return why the user is not let in, null when there is room
  @Nullable Reply makeRoom(Login login, Judgement.Right right) {
    Reply refusal = sessions.refusal(login.user());
    if (refusal == null && right.makesAccount()) {
      refusal = refusalOfAccount();
    }
    if (refusal == null) {
      refusal = refusalOfSession();
    }
    return refusal == null ? rivals.giveWay(login) : refusal;
  }

  /// Accounts are changes: what is left on a full disk is for answers.
  private @Nullable Reply refusalOfAccount() {
    return hasRoomForAccount()
        ? null
        : Reply.refused(Code.READ_ONLY, "the server's disk is full, nobody can register");
  }

  private boolean hasRoomForAccount() {
    return commit.hasRoomForChange(Limits.DATAGRAM_BYTES);
  }

  private @Nullable Reply refusalOfSession() {
    if (sessions.all().size() >= ServerLimits.SESSIONS) {
      return Reply.busy("the server has its " + ServerLimits.SESSIONS + " sessions", 10_000);
    }
    return commit.hasRoomForRefusal()
        ? null
        : Reply.refused(Code.READ_ONLY, "the server's disk is full, nobody can log in");
  }

  /// Opens the session, after [#makeRoom]; `told` gets the reply when it is durable. A stronger
  /// verifier can wait for a login when there is room for it.
  void admit(Login login, Judgement.Right right, Consumer<Reply> told) {
    Event account = right.account();
    if (account != null && (right.makesAccount() || hasRoomForAccount())) {
      commit.add(account, () -> {});
    }
    sessions.open(
        right.opening(),
        reply -> {
          loggedIn(login, right.makesAccount());
          told.accept(reply);
        });
  }

  private void loggedIn(Login login, boolean fresh) {
    if (fresh) {
      events.accept(new VisitEvent.NewUser(login.user(), login.from()));
    }
    events.accept(new VisitEvent.LoginSucceeded(login.user(), login.from(), fresh));
  }
}
