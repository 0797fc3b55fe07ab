package forum.server.exchange;

import forum.machine.Ticker;
import forum.protocol.Code;
import forum.protocol.Reply;
import forum.protocol.wire.GoneReason;
import forum.protocol.wire.Inner;
import forum.server.model.ServerLimits;
import forum.server.session.Session;
import forum.server.session.Sessions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The sessions that stand in the way of a login, as their user has all that one may have: they are
/// asked whether they live, and give way if they do not. Owned by the command loop.
final class Rivals {
  private static final long PROBE_NANOS = ServerLimits.PROBE_MILLIS * 1_000_000L;
  private static final long PROBE_INTERVAL_NANOS = PROBE_NANOS / 4;

  /// What is known of the rivals of a login.
  enum Sign {
    /// All of them live.
    ALIVE,
    /// They have had their time to answer, or are gone.
    SILENT,
    /// They may answer still.
    NONE_YET
  }

  private final Sessions open;
  private final SessionDesk sessions;
  private final Answers answers;
  private final SessionRules rules;
  private final Ticker ticker;

  /// `sessions` ends those of the `open` ones that give way.
  Rivals(Sessions open, SessionDesk sessions, Answers answers, SessionRules rules, Ticker ticker) {
    this.open = open;
    this.sessions = sessions;
    this.answers = answers;
    this.rules = rules;
    this.ticker = ticker;
  }

  /// Whether there are rivals, and they are to be asked: who takes over does not ask.
  boolean areToBeAsked(Login login) {
    return !login.start().takeover() && !of(login).isEmpty();
  }

  /// None while there is room. The sessions of scripts and those of people are not in each other's
  /// way.
  private List<Session> of(Login login) {
    boolean withToken = login.start().hasToken();
    List<Session> alike =
        open.of(login.user()).stream()
            .filter(session -> (session.token() != null) == withToken)
            .toList();
    return alike.size() < perUser(login) ? List.of() : alike;
  }

  private int perUser(Login login) {
    return login.start().hasToken() ? ServerLimits.TOKEN_SESSIONS : rules.perUser();
  }

  /// Asks the rivals whether they live; [#sign] sees what they say.
  void ask(Login login) {
    long nowNanos = ticker.nanos();
    login.probed(nowNanos + PROBE_INTERVAL_NANOS);
    for (Session rival : of(login)) {
      if (rival.mayProbe(nowNanos, PROBE_INTERVAL_NANOS)) { // however many logins ask for it
        answers.send(rival, Inner.bare(Inner.Kind.PING, 0, 0, 0));
      }
    }
  }

  /// What the rivals have said so far.
  Sign sign(Login login, long nowNanos) {
    List<Session> rivals = of(login);
    if (!rivals.isEmpty() && rivals.stream().allMatch(rival -> isAlive(rival, login))) {
      return Sign.ALIVE;
    }
    return rivals.isEmpty() || nowNanos - login.askedNanos() >= PROBE_NANOS
        ? Sign.SILENT
        : Sign.NONE_YET;
  }

  private static boolean isAlive(Session rival, Login login) {
    return rival.heardNanos() - login.askedNanos() > 0;
  }

  /// Ends the rivals that have been silent longest, until there is room. Those that live stay,
  /// unless the user takes over.
  ///
  /// @return why there is no room, null when there is
  @Nullable Reply giveWay(Login login) {
    List<Session> rivals = new ArrayList<>(of(login));
    rivals.sort(Comparator.comparingLong(Session::heardNanos));
    for (Session rival :
        rivals.subList(0, rivals.isEmpty() ? 0 : rivals.size() - perUser(login) + 1)) {
      if (!login.start().takeover() && isAlive(rival, login)) {
        return Reply.of(Code.ALREADY_ON_LINE);
      }
      sessions.end(rival, GoneReason.SUPERSEDED);
    }
    return null;
  }
}
