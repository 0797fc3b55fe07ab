package forum.server.exchange;

import forum.machine.Chance;
import forum.machine.Ticker;
import forum.protocol.Code;
import forum.protocol.InvalidValue;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.UserName;
import forum.protocol.Versions;
import forum.protocol.login.ChannelBinding;
import forum.protocol.login.InvitationCode;
import forum.protocol.login.Nonce;
import forum.protocol.login.ServerLogin;
import forum.protocol.login.Verifier;
import forum.protocol.wire.Body;
import forum.protocol.wire.Inner;
import forum.server.account.Account;
import forum.server.account.Accounts;
import forum.server.account.Invitation;
import forum.server.account.Invitations;
import forum.server.account.LoginThrottle;
import forum.server.account.ScriptToken;
import forum.server.account.ScriptTokens;
import forum.server.commit.GroupCommit;
import forum.server.event.ConditionEvent;
import forum.server.event.ServerEvent;
import forum.server.event.VisitEvent;
import forum.server.model.Event;
import forum.server.model.ServerLimits;
import forum.server.net.Peer;
import forum.server.session.Session;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Logins, from the name to the open session. PROTOCOL.md, section 5.
///
/// ```
///   start --rivals are asked--> PROBING --silent--> CHALLENGED --proof--> OPENING --durable--> open
///      \---nobody logged in-----------------------/           \--wrong--> failed
/// ```
///
/// Where names are hidden, rivals are asked after the proof: who has not proven anything must not
/// learn from them that there is such a user.
///
/// Each step repeats its answer when the client repeats it, so a lost answer does no harm; a
/// challenge is good for one proof. Owned by the command loop.
final class LoginDesk {
  private static final long PROBE_NANOS = ServerLimits.PROBE_MILLIS * 1_000_000L;
  private static final long PROBE_INTERVAL_NANOS = PROBE_NANOS / 4;
  private static final int DECOY_BYTES = 32;
  private static final String CLEAR =
      "no account is made in the clear, where others can listen; use a client that seals";
  private static final long LIFE_NANOS = ServerLimits.LOGIN_SECONDS * 1_000_000_000L;

  private record Key(Peer peer, long aid) {
    InetSocketAddress from() {
      return peer.address();
    }
  }

  /// A reply, and the last entry of the journal that it takes into account.
  private record Told(Reply reply, long lsn) {}

  /// A proof that was right, or a registration, and with what the session is to be opened.
  ///
  /// @param signature proves the server; null for a new user
  /// @param token the id of the token that was proven; null when it was the password
  private record Proven(
      Inner query, boolean notices, @Nullable String signature, @Nullable Long token) {}

  private static final class Login {
    final Key key;
    final Request.LoginStart start;
    final long beganNanos;
    Inner query;
    @Nullable ServerLogin scram;
    @Nullable Verifier registration;
    @Nullable Told started;
    @Nullable Told ended;
    @Nullable Verifier renewal;
    @Nullable Proven proven;
    @Nullable Long invitation;
    boolean opening;
    long askedNanos;
    long nextProbeNanos;

    Login(Key key, Inner query, Request.LoginStart start, long nowNanos) {
      this.key = key;
      this.query = query;
      this.start = start;
      this.beganNanos = nowNanos;
      this.askedNanos = nowNanos;
      this.nextProbeNanos = nowNanos;
    }

    boolean isProbing() {
      return started == null || (proven != null && ended == null && !opening);
    }
  }

  private final Accounts accounts;
  private final ScriptTokens tokens;
  private final Invitations invitations;
  private final SessionDesk sessions;
  private final GroupCommit commit;
  private final LoginThrottle throttle;
  private final SessionRules rules;
  private final Answers answers;
  private final Consumer<ServerEvent> events;
  private final Ticker ticker;
  private final Chance chance;
  private final byte[] decoySecret;
  private final SteadyAnswers steady = new SteadyAnswers();
  private final Map<Key, Login> logins = new LinkedHashMap<>();
  private long queryNanos;

  LoginDesk(
      Accounts accounts,
      ScriptTokens tokens,
      Invitations invitations,
      SessionDesk sessions,
      GroupCommit commit,
      LoginThrottle throttle,
      SessionRules rules,
      Answers answers,
      Consumer<ServerEvent> events,
      Ticker ticker,
      Chance chance) {
    this.accounts = accounts;
    this.tokens = tokens;
    this.invitations = invitations;
    this.sessions = sessions;
    this.commit = commit;
    this.throttle = throttle;
    this.rules = rules;
    this.answers = answers;
    this.events = events;
    this.ticker = ticker;
    this.chance = chance;
    byte[] kept = accounts.decoySecret();
    this.decoySecret = kept == null ? chance.bytes(DECOY_BYTES) : kept;
    if (rules.areHidden()) {
      hide(kept == null);
    }
  }

  /// The same name must get the same challenge after a restart, or it shows that it is nobody's.
  private void hide(boolean isNew) {
    if (isNew && commit.hasRoomForRefusal()) {
      commit.add(new Event.DecoySecretMade(HexFormat.of().formatHex(decoySecret)), () -> {});
    }
    long conspicuous =
        accounts.list().stream().map(Account::verifier).filter(this::isConspicuous).count();
    if (conspicuous > 0) {
      events.accept(
          ConditionEvent.warning(
              conspicuous
                  + " accounts have verifiers of another kind than new ones, by which a stranger can"
                  + " tell that they exist, until they log in or get a new password"));
    }
  }

  private boolean isConspicuous(Verifier verifier) {
    return verifier.rounds() != rules.passwordRounds()
        || verifier.salt().length != Verifier.SALT_BYTES;
  }

  /// Takes a query of somebody without a session.
  void arrived(Peer from, long aid, Inner query) {
    queryNanos = ticker.nanos();
    Key key = new Key(from, aid);
    try {
      switch (Body.of(query.body()).request()) {
        case Request.LoginStart start -> start(key, query, start);
        case Request.LoginFinish finish -> finish(key, query, finish);
        case Request.Register register -> register(key, query, register);
        default -> answer(key, query, Reply.refused(Code.AUTH_REQUIRED, "log in first"));
      }
    } catch (InvalidValue e) {
      answer(key, query, Reply.refused(Code.BAD_NAME, String.valueOf(e.getMessage())));
    }
  }

  /// What the answer tells may have happened in the open group: then it waits for the commit.
  private void answer(Key key, Inner query, Told told) {
    long arrivedNanos = queryNanos;
    Runnable answer =
        () -> answers.answer(key.peer(), key.aid(), query, told.reply(), told.lsn(), arrivedNanos);
    commit.whenDurable(rules.areHidden() ? () -> steady.add(arrivedNanos, answer) : answer);
  }

  /// Gives the answers whose time has come; after the commit.
  ///
  /// @return when to call again
  long answerDue(long nowNanos) {
    return steady.tick(nowNanos);
  }

  private void answer(Key key, Inner query, Reply reply) {
    answer(key, query, told(reply));
  }

  private Told told(Reply reply) {
    return new Told(reply, commit.nextLsn() - 1);
  }

  private void start(Key key, Inner query, Request.LoginStart start) {
    Login known = logins.get(key);
    if (known != null && known.query.seq() >= query.seq()) {
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
      started(login, refusal);
    } else if (start.takeover()
        || rules.areHidden()
        || sessions.rivals(start.user(), start.hasToken()).isEmpty()) {
      challenge(login);
    } else {
      probe(login);
    }
  }

  private void repeatStart(Login login, Inner query) {
    if (login.query.seq() == query.seq() && login.started != null) {
      answer(login.key, query, login.started);
    }
  }

  private @Nullable Reply refusal(Login login) {
    if (login.start.version() != Versions.WIRE) {
      return Reply.refused(
          Code.VERSION,
          "this server speaks protocol " + Versions.WIRE + ", asked for " + login.start.version());
    }
    Reply banned = sessions.refusal(login.key.from());
    if (banned != null) {
      return banned;
    }
    long waitNanos = throttle(login);
    return waitNanos > 0 ? tooManyFailures(waitNanos) : null;
  }

  private static Reply tooManyFailures(long waitNanos) {
    return Reply.busy("too many failed logins", Math.ceilDiv(waitNanos, 1_000_000));
  }

  private long throttle(Login login) {
    return throttle.waitNanos(login.start.user(), login.key.from().getAddress(), ticker.nanos());
  }

  private void started(Login login, Reply reply) {
    login.started = told(reply);
    answer(login.key, login.query, login.started);
  }

  private void challenge(Login login) {
    ChannelBinding binding = login.key.peer().binding();
    Optional<Verifier> known = verifier(login.start);
    if (known.isPresent()) {
      login.scram = ServerLogin.known(login.start, known.get(), chance, binding);
      started(login, Reply.challenge(login.scram.challenge(renewedRounds(login))));
    } else if (rules.registration() == Registration.CLOSED) {
      String why = "there is no user " + login.start.user() + ", and registration is closed";
      started(login, Reply.refused(Code.AUTH_FAILED, why));
    } else {
      login.scram = ServerLogin.fresh(login.start, rules.passwordRounds(), chance, binding);
      boolean invited = rules.registration() == Registration.INVITE;
      started(login, Reply.challenge(login.scram.registration(invited)));
    }
  }

  /// How many rounds the verifier is to have that comes with the proof: a verifier made when fewer
  /// were enough is replaced, if nobody else can read the new one. Null when none is to come.
  private @Nullable Integer renewedRounds(Login login) {
    int rounds = rules.passwordRounds();
    return accounts
        .find(login.start.user())
        .filter(_ -> !login.start.hasToken())
        .filter(account -> account.verifier().rounds() < rounds && login.key.peer().isPrivate())
        .map(_ -> rounds)
        .orElse(null);
  }

  /// What a proof is measured against; nothing, when the name is free. No password is right for the
  /// name of somebody who is gone, nor where a token is to be proven.
  private Optional<Verifier> verifier(Request.LoginStart start) {
    UserName user = start.user();
    Verifier decoy = Verifier.decoy(decoySecret, user, rules.passwordRounds());
    if (accounts.isRetired(user) || start.hasToken()) {
      return Optional.of(decoy);
    }
    Optional<Verifier> known = accounts.find(user).map(Account::verifier);
    return rules.areHidden() ? Optional.of(known.orElse(decoy)) : known;
  }

  /// Asks the sessions in the way whether they live; [#tick] sees what they say.
  private void probe(Login login) {
    long nowNanos = ticker.nanos();
    login.nextProbeNanos = nowNanos + PROBE_INTERVAL_NANOS;
    for (Session rival : sessions.rivals(login.start.user(), login.start.hasToken())) {
      if (rival.mayProbe(nowNanos, PROBE_INTERVAL_NANOS)) { // however many logins ask for it
        answers.send(rival, Inner.bare(Inner.Kind.PING, 0, 0, 0));
      }
    }
  }

  /// Goes on with the logins that wait for a rival, and forgets those that took too long.
  ///
  /// @return when to call again
  long tick(long nowNanos) {
    queryNanos = nowNanos;
    long next = Long.MAX_VALUE;
    for (Iterator<Login> all = logins.values().iterator(); all.hasNext(); ) {
      Login login = all.next();
      if (nowNanos - login.beganNanos > LIFE_NANOS) {
        all.remove();
      } else if (login.isProbing()) {
        judge(login, nowNanos);
        next = login.isProbing() ? Math.min(next, login.nextProbeNanos) : next;
      }
    }
    return next;
  }

  private void judge(Login login, long nowNanos) {
    List<Session> rivals = sessions.rivals(login.start.user(), login.start.hasToken());
    boolean alive =
        !rivals.isEmpty()
            && rivals.stream().allMatch(rival -> rival.heardNanos() - login.askedNanos > 0);
    if (alive) {
      refuse(login, Reply.of(Code.ALREADY_ON_LINE));
      events.accept(new VisitEvent.AlreadyLoggedIn(login.start.user(), login.key.from()));
    } else if (rivals.isEmpty() || nowNanos - login.askedNanos >= PROBE_NANOS) {
      goOn(login);
    } else if (nowNanos - login.nextProbeNanos >= 0) {
      probe(login);
    }
  }

  private void refuse(Login login, Reply reply) {
    if (login.proven == null) {
      started(login, reply);
    } else {
      ended(login, login.proven.query(), reply);
    }
  }

  private void goOn(Login login) {
    if (login.proven == null) {
      challenge(login);
    } else {
      open(login, login.proven);
    }
  }

  /// The session is opened, unless somebody has to be asked first.
  private void proven(Login login, Proven proven) {
    boolean asks =
        rules.areHidden()
            && !login.start.takeover()
            && !sessions.rivals(login.start.user(), login.start.hasToken()).isEmpty();
    if (asks) {
      login.proven = proven;
      login.askedNanos = ticker.nanos();
      probe(login);
    } else {
      open(login, proven);
    }
  }

  private void finish(Key key, Inner query, Request.LoginFinish finish) {
    Login login = awaited(key, query, finish.snonce());
    if (login == null || login.scram == null) {
      return;
    }
    long waitNanos = throttle(login); // whoever opens many logins first cannot try them all at once
    if (waitNanos > 0) {
      ended(login, query, tooManyFailures(waitNanos));
      return;
    }
    if (isOutdated(login, login.scram)) {
      answer(key, query, Reply.refused(Code.AUTH_REQUIRED, "the account has changed, begin again"));
      return;
    }
    if (login.start.hasToken()) {
      finishWithToken(login, login.scram, query, finish);
      return;
    }
    Optional<String> signature = login.scram.signature(finish);
    if (signature.isEmpty()) {
      failed(login, query);
    } else {
      throttle.succeeded(login.start.user(), key.from().getAddress());
      login.renewal = renewal(login, finish.renewal());
      proven(login, new Proven(query, finish.notices(), signature.get(), null));
    }
  }

  /// Whether the password was changed since the challenge: then the old one opens nothing any more.
  private boolean isOutdated(Login login, ServerLogin scram) {
    return verifier(login.start)
        .map(known -> !scram.isAgainst(known))
        .orElse(!scram.challenge().fresh());
  }

  private @Nullable Verifier renewal(Login login, Request.@Nullable NewVerifier given) {
    return given == null || renewedRounds(login) == null
        ? null
        : Verifier.of(given, rules.passwordRounds());
  }

  /// Whoever has a token that is not valid any more may know why.
  private void finishWithToken(
      Login login, ServerLogin scram, Inner query, Request.LoginFinish finish) {
    for (ScriptToken token : tokens.of(login.start.user())) {
      Optional<String> signature = scram.signature(finish, token.digest());
      if (signature.isPresent()) {
        throttle.succeeded(login.start.user(), login.key.from().getAddress());
        if (token.isValid(ticker.now())) {
          proven(login, new Proven(query, finish.notices(), signature.get(), token.id()));
        } else {
          ended(login, query, Reply.refused(Code.AUTH_FAILED, token.invalidity()));
        }
        return;
      }
    }
    failed(login, query);
  }

  private void failed(Login login, Inner query) {
    InetSocketAddress from = login.key.from();
    UserName user = login.start.user();
    LoginThrottle.Failed failed = throttle.failed(user, from.getAddress(), ticker.nanos());
    long pauseMillis = failed.pauseNanos() / 1_000_000;
    events.accept(new VisitEvent.LoginFailed(user, from, failed.failures(), pauseMillis));
    ended(login, query, Reply.of(Code.AUTH_FAILED));
  }

  private void register(Key key, Inner query, Request.Register register) {
    Login login = awaited(key, query, register.snonce());
    if (login == null || login.scram == null) {
      return;
    }
    if (!key.peer().isPrivate()) {
      ended(login, query, Reply.refused(Code.NOT_ALLOWED, CLEAR));
      return;
    }
    Verifier verifier = login.scram.verifier(register);
    UserName user = login.start.user();
    if (accounts.find(user).isPresent() || accounts.isRetired(user)) {
      ended(login, query, Reply.refused(Code.EXISTS, "somebody took this name just now"));
      return;
    }
    Optional<Invitation> invitation = invitation(register);
    if (rules.registration() == Registration.INVITE && invitation.isEmpty()) {
      uninvited(login, query, register.invitation() != null);
      return;
    }
    login.registration = verifier;
    login.invitation = invitation.map(Invitation::id).orElse(null);
    open(login, new Proven(query, register.notices(), null, null));
  }

  private Optional<Invitation> invitation(Request.Register register) {
    return register.invitation() == null || rules.registration() != Registration.INVITE
        ? Optional.empty()
        : invitations.find(InvitationCode.of(register.invitation()).digest(), ticker.now());
  }

  /// Guessing at codes is slowed down like guessing at passwords.
  private void uninvited(Login login, Inner query, boolean guessed) {
    long waitNanos = throttle(login);
    if (waitNanos > 0) {
      ended(login, query, tooManyFailures(waitNanos));
      return;
    }
    if (guessed) {
      throttle.failed(login.start.user(), login.key.from().getAddress(), ticker.nanos());
    }
    String why = guessed ? "it was used up, has ended, or never was one" : "none was shown";
    ended(login, query, Reply.refused(Code.INVITATION_REQUIRED, why));
  }

  /// The login whose proof this is; null when the answer has been dealt with here.
  private @Nullable Login awaited(Key key, Inner query, String snonce) {
    Login login = logins.get(key);
    if (login == null || login.scram == null || !isChallenge(login.scram, snonce)) {
      answer(key, query, Reply.refused(Code.AUTH_REQUIRED, "the login took too long, begin again"));
      return null;
    }
    if (login.ended != null) {
      answer(key, query, login.ended);
      return null;
    }
    return login.opening || login.proven != null ? null : login;
  }

  private static boolean isChallenge(ServerLogin scram, String snonce) {
    return scram.challenge().snonce().equals(snonce);
  }

  private void ended(Login login, Inner query, Reply reply) {
    login.ended = told(reply);
    answer(login.key, query, login.ended);
  }

  private void open(Login login, Proven proven) {
    UserName user = login.start.user();
    Reply refusal = sessions.refusal(user);
    if (refusal == null && login.registration != null) {
      refusal = sessions.roomForAccount();
    }
    if (refusal == null) {
      refusal =
          sessions.makeRoom(user, login.start.hasToken(), login.start.takeover(), login.askedNanos);
    }
    if (refusal != null) {
      ended(login, proven.query(), refusal);
      events.accept(new VisitEvent.LoginRefused(user, login.key.from(), refusal.code().name()));
      return;
    }
    login.opening = true;
    if (login.renewal != null && sessions.roomForAccount() == null) {
      sessions.renew(user, login.renewal);
    }
    if (login.registration != null) {
      sessions.register(user, login.registration, login.invitation);
    }
    SessionDesk.Opening opening =
        new SessionDesk.Opening(
            user, login.key.peer(), proven.notices(), proven.signature(), proven.token());
    sessions.open(
        opening,
        reply -> {
          loggedIn(user, login.key.from(), proven.signature() == null);
          ended(login, proven.query(), reply);
        });
  }

  private void loggedIn(UserName user, InetSocketAddress from, boolean fresh) {
    if (fresh) {
      events.accept(new VisitEvent.NewUser(user, from));
    }
    events.accept(new VisitEvent.LoginSucceeded(user, from, fresh));
  }

  private void forgetOldest() {
    if (logins.size() > ServerLimits.LOGINS) {
      Iterator<Login> oldest = logins.values().iterator();
      oldest.next();
      oldest.remove();
    }
  }
}
