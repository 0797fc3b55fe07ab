package forum.server.exchange;

import forum.machine.Ticker;
import forum.protocol.Code;
import forum.protocol.InvalidValue;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.Versions;
import forum.protocol.login.Nonce;
import forum.protocol.wire.Body;
import forum.protocol.wire.Inner;
import forum.server.account.LoginThrottle;
import forum.server.commit.ForumState;
import forum.server.commit.ForumStore;
import forum.server.event.ServerEvent;
import forum.server.event.VisitEvent;
import forum.server.model.ServerLimits;
import forum.server.net.Peer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Logins, from the name to the open session, a step of [Login.Stage] at a time. PROTOCOL.md,
/// section 5.
///
/// Where names are hidden, rivals are asked after the proof: who has not proven anything must not
/// learn from them that there is such a user.
///
/// Each step repeats its answer when the client repeats it, so a lost answer does no harm; a
/// challenge is good for one proof. Owned by the command loop.
final class LoginDesk {
  private static final long LIFE_NANOS = ServerLimits.LOGIN_SECONDS * 1_000_000_000L;

  private final SessionDesk sessions;
  private final LoginTries tries;
  private final Challenges challenges;
  private final Proofs proofs;
  private final Registrations registrations;
  private final Rivals rivals;
  private final Admission admission;
  private final LoginAnswers answers;
  private final SessionRules rules;
  private final Consumer<ServerEvent> events;
  private final Ticker ticker;
  private final Map<Login.Key, Login> logins = new LinkedHashMap<>();

  LoginDesk(
      ForumStore store,
      SessionDesk sessions,
      LoginThrottle throttle,
      Answers sender,
      ForumService.Settings settings) {
    ForumState state = store.state();
    this.sessions = sessions;
    this.rules = settings.rules();
    this.events = settings.events();
    this.ticker = settings.ticker();
    this.answers = new LoginAnswers(store.commit(), sender, rules);
    this.tries = new LoginTries(throttle, ticker);
    Decoys decoys = Decoys.of(state.accounts(), rules, store.commit(), events, settings.chance());
    this.challenges = new Challenges(state.accounts(), decoys, rules, settings.chance());
    this.proofs = new Proofs(challenges, state.tokens(), tries, rules, events, ticker);
    this.registrations =
        new Registrations(state.accounts(), state.invitations(), tries, rules, ticker);
    this.rivals = new Rivals(state.sessions(), sessions, sender, rules, ticker);
    this.admission = new Admission(sessions, rivals, store.commit(), events);
  }

  /// Takes a query of somebody without a session.
  void arrived(Peer from, long aid, Inner query) {
    answers.asked(ticker.nanos());
    Login.Key key = new Login.Key(from, aid);
    try {
      switch (Body.of(query.body()).request()) {
        case Request.LoginStart start -> start(key, query, start);
        case Request.LoginFinish finish ->
            finish(key, query, finish.snonce(), login -> proofs.judge(login, finish));
        case Request.Register register ->
            finish(key, query, register.snonce(), login -> registrations.judge(login, register));
        default -> answers.answer(key, query, Reply.refused(Code.AUTH_REQUIRED, "log in first"));
      }
    } catch (InvalidValue e) {
      answers.answer(key, query, Reply.refused(Code.BAD_NAME, String.valueOf(e.getMessage())));
    }
  }

  private void start(Login.Key key, Inner query, Request.LoginStart start) {
    Login known = logins.get(key);
    if (known != null && known.query().seq() >= query.seq()) {
      repeatStart(known, query);
      return;
    }
    Nonce.require(start.cnonce()); // before anything is kept of a start that makes no sense
    events.accept(new VisitEvent.Connecting(key.from(), start.agent()));
    Login login = new Login(key, query, start, ticker.nanos());
    logins.remove(key);
    logins.put(key, login);
    forgetOldest();
    Reply refusal = refusal(login);
    if (refusal != null) {
      refuseStart(login, refusal);
    } else if (!rules.areHidden() && rivals.areToBeAsked(login)) {
      rivals.ask(login);
    } else {
      challenge(login);
    }
  }

  private void repeatStart(Login login, Inner query) {
    if (login.query().seq() == query.seq() && login.started() != null) {
      answers.repeat(login.key(), query, login.started());
    }
  }

  private void forgetOldest() {
    if (logins.size() > ServerLimits.LOGINS) {
      Iterator<Login> oldest = logins.values().iterator();
      oldest.next();
      oldest.remove();
    }
  }

  private @Nullable Reply refusal(Login login) {
    int version = login.start().version();
    if (version != Versions.WIRE) {
      return Reply.refused(
          Code.VERSION, "this server speaks protocol " + Versions.WIRE + ", asked for " + version);
    }
    Reply banned = sessions.refusal(login.from());
    return banned == null ? tries.refusal(login) : banned;
  }

  private void refuseStart(Login login, Reply reply) {
    login.refused(answers.answer(login.key(), login.query(), reply));
  }

  private void challenge(Login login) {
    Challenges.Made made = challenges.make(login);
    if (made.challenge() == null) {
      refuseStart(login, made.reply());
    } else {
      login.challenged(made.challenge(), answers.answer(login.key(), login.query(), made.reply()));
    }
  }

  /// The client has answered its challenge, the first time or again.
  private void finish(Login.Key key, Inner query, String snonce, Function<Login, Judgement> judge) {
    Login login = logins.get(key);
    if (login == null || !login.isAnsweredWith(snonce)) {
      answers.answer(
          key, query, Reply.refused(Code.AUTH_REQUIRED, "the login took too long, begin again"));
      return;
    }
    switch (login.stage()) {
      case Login.Stage.Challenged _ -> judged(login, query, judge.apply(login));
      case Login.Stage.Ended ended -> answers.repeat(key, query, ended.told());
      default -> {
        // It is answered when the rivals have said something, or the session is durable.
      }
    }
  }

  private void judged(Login login, Inner query, Judgement judgement) {
    switch (judgement) {
      case Judgement.Right right -> proven(login, query, right);
      case Judgement.Wrong(Reply reply) -> end(login, query, reply);
      case Judgement.Outdated(Reply reply) -> answers.answer(login.key(), query, reply);
    }
  }

  /// The user is let in, unless somebody has to be asked first.
  private void proven(Login login, Inner query, Judgement.Right right) {
    if (rules.areHidden() && rivals.areToBeAsked(login)) {
      login.proven(query, right, ticker.nanos());
      rivals.ask(login);
    } else {
      admit(login, query, right);
    }
  }

  private void admit(Login login, Inner query, Judgement.Right right) {
    Reply refusal = admission.makeRoom(login, right);
    if (refusal == null) {
      login.admitted();
      admission.admit(login, right, reply -> end(login, query, reply));
    } else {
      end(login, query, refusal);
      events.accept(new VisitEvent.LoginRefused(login.user(), login.from(), refusal.code().name()));
    }
  }

  private void end(Login login, Inner query, Reply reply) {
    login.ended(answers.answer(login.key(), query, reply));
  }

  /// Goes on with the logins that wait for a rival, and forgets those that took too long.
  ///
  /// @return when to call again
  long tick(long nowNanos) {
    answers.asked(nowNanos);
    long next = Long.MAX_VALUE;
    for (Iterator<Login> all = logins.values().iterator(); all.hasNext(); ) {
      Login login = all.next();
      if (login.isOlderThan(LIFE_NANOS, nowNanos)) {
        all.remove();
      } else if (login.isAsking()) {
        hear(login, nowNanos);
        next = login.isAsking() ? Math.min(next, login.nextProbeNanos()) : next;
      }
    }
    return next;
  }

  private void hear(Login login, long nowNanos) {
    switch (rivals.sign(login, nowNanos)) {
      case ALIVE -> giveUp(login);
      case SILENT -> goOn(login);
      case NONE_YET -> {
        if (nowNanos - login.nextProbeNanos() >= 0) {
          rivals.ask(login);
        }
      }
    }
  }

  private void giveUp(Login login) {
    Reply reply = Reply.of(Code.ALREADY_ON_LINE);
    if (login.stage() instanceof Login.Stage.Proven proven) {
      end(login, proven.query(), reply);
    } else {
      refuseStart(login, reply);
    }
    events.accept(new VisitEvent.AlreadyLoggedIn(login.user(), login.from()));
  }

  private void goOn(Login login) {
    if (login.stage() instanceof Login.Stage.Proven(_, Inner query, Judgement.Right right)) {
      Reply outdated = proofs.outdated(login, right);
      if (outdated == null) {
        admit(login, query, right);
      } else {
        end(login, query, outdated);
      }
    } else {
      challenge(login);
    }
  }

  /// Gives the answers whose time has come; after the commit.
  ///
  /// @return when to call again
  long answerDue(long nowNanos) {
    return answers.tick(nowNanos);
  }
}
