package forum.simulation;

import forum.client.link.Answer;
import forum.client.link.LinkFailure;
import forum.machine.Ticker;
import forum.protocol.InvalidValue;
import forum.protocol.Limits;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.UserName;
import forum.protocol.wire.Body;
import forum.protocol.wire.Frame;
import forum.protocol.wire.GoneReason;
import forum.protocol.wire.Inner;
import forum.protocol.wire.MalformedDatagram;
import forum.protocol.wire.Token;
import forum.server.commit.ForumState;
import forum.server.event.ConditionEvent;
import forum.server.model.Event;
import forum.testkit.SimulatedDisk;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Knows what was asked and what was said, and whether all of it fits the journal.
///
/// What the server says is taken down where it leaves, so that an answer counts that nobody got.
final class Oracle {
  private record Asked(Object who, long seq) {}

  /// An answer to somebody outside: repeating it decides nothing anew.
  private record Told(long aid, long seq, String json) {}

  /// Somebody who was asked to prove something.
  private record Challenged(UserName user, boolean withToken) {}

  private final Doorkeeper doorkeeper = new Doorkeeper();
  private final Secrets secrets = new Secrets();
  private final Ordered ordered = new Ordered();
  private final Ticker ticker;
  private final Leases leases;
  private final History history;
  private final int sessionsPerUser;
  private final List<Submission> submissions = new ArrayList<>();
  private final List<Statement> statements = new ArrayList<>();
  private final Map<Asked, Request> queries = new HashMap<>();
  private final Map<History.Key, Long> toldBefore = new HashMap<>();
  private final Map<String, Challenged> challenged = new HashMap<>();
  private final Map<Told, Instant> decided = new HashMap<>();
  private final Map<Token, Set<GoneReason>> gone = new LinkedHashMap<>();
  private long told;
  private boolean diskHasFailed;

  Oracle(Scenario.Machine machine, Ticker ticker) {
    this.sessionsPerUser = machine.sessionsPerUser();
    this.ticker = ticker;
    this.history = new History(sessionsPerUser, secrets, ordered);
    this.leases = new Leases(ticker, machine.leaseSeconds());
  }

  Doorkeeper doorkeeper() {
    return doorkeeper;
  }

  Leases leases() {
    return leases;
  }

  Secrets secrets() {
    return secrets;
  }

  /// The operator orders something of a running server.
  void ordered(Event.RoleGiven given) {
    ordered.wants(given);
  }

  /// The operator is told that it is entry number `lsn`.
  void orderDone(long lsn, Event.RoleGiven given) {
    ordered.isDone(lsn, given);
    told = Math.max(told, lsn);
  }

  /// A client was asked for a change.
  void submitted(Submission submission) {
    submissions.add(submission);
  }

  List<Submission> submissions() {
    return submissions;
  }

  /// Counts what clients and the journal know of.
  void tallyUp(Tally tally) {
    for (Submission submission : submissions) {
      if (submission.failure() instanceof LinkFailure.UnknownOutcome) {
        tally.count(Incident.UNKNOWN_OUTCOME);
      }
      if (submission.tail().length > Limits.BODY_BYTES) {
        tally.count(Incident.LONG_POST);
      }
    }
    history.tallyUp(tally);
  }

  /// Entries in the journal.
  long entries() {
    return history.payloads().size();
  }

  /// Of all that is in the journal.
  int hash() {
    return Arrays.deepHashCode(history.payloads().toArray());
  }

  /// The disk is nearly full.
  void diskIsShort() {
    history.diskIsShort();
  }

  /// Calls of the disk fail. A file that could not be read may have been laid aside.
  void diskFails() {
    history.diskIsShort();
    diskHasFailed = true;
  }

  /// The server has met something it does not understand: only a disk that fails may cause that.
  ///
  /// @param dead whether the disk has ended altogether, and the process with it
  void mistaken(ConditionEvent.Failed failed, boolean dead) {
    if (!diskHasFailed && !dead) {
      throw new Violation("the server failed to " + failed.doing(), failed.cause());
    }
  }

  /// A client has put a view together from pages, the first of which answered query `seq`. That one
  /// was perhaps answered several times, but what was said is what tells which answer it is.
  void read(Token sid, long seq, Answer first, byte[] text) {
    Request query = queries.get(new Asked(sid, seq));
    for (Statement statement : statements) {
      if (statement instanceof Statement.Answer(long lsn, _, Request asked, Body body)
          && asked == query
          && Arrays.equals(body.bytes(), Body.reply(first.reply(), first.tail()).bytes())) {
        statements.add(new Statement.View(lsn, query, text));
        return;
      }
    }
    throw new Violation("nobody has answered " + query);
  }

  /// The server has received something.
  void arrived(Frame frame) {
    switch (frame) {
      case Frame.Plain(Token sid, Inner inner) -> {
        leases.heard(sid);
        if (inner.kind() == Inner.Kind.REQUEST) {
          toldBefore.putIfAbsent(new History.Key(sid.hex(), inner.seq()), told);
        }
        remember(new Asked(sid, inner.seq()), inner);
      }
      case Frame.Stranger(long aid, _, Inner inner) -> remember(new Asked(aid, inner.seq()), inner);
      default -> {}
    }
  }

  private void remember(Asked asked, Inner inner) {
    try {
      if (inner.kind() == Inner.Kind.QUERY) {
        queries.putIfAbsent(asked, Body.of(inner.body()).request());
      }
    } catch (InvalidValue e) {
      // Noise.
    }
  }

  /// The server has sent something.
  void said(Frame frame) {
    switch (frame) {
      case Frame.Plain(Token sid, Inner inner) -> said(sid, inner);
      case Frame.Stranger(long aid, _, Inner inner) -> admitted(aid, inner);
      default -> {}
    }
  }

  private void said(Token sid, Inner inner) {
    long lsn = inner.x();
    switch (inner.kind()) {
      case RESPONSE -> state(new Statement.Response(lsn, sid, inner.seq(), Body.of(inner.body())));
      case ANSWER -> {
        Request query = queries.get(new Asked(sid, inner.seq()));
        Violation.unless(query != null, "an answer to nothing: %s", inner);
        state(new Statement.Answer(lsn, sid, query, Body.of(inner.body())));
      }
      case NOTICE -> stateLater(new Statement.News(lsn, inner.body()));
      case PONG -> tell(lsn);
      case GONE ->
          gone.computeIfAbsent(sid, _ -> EnumSet.noneOf(GoneReason.class))
              .add(GoneReason.of(inner.t()));
      case ROLLED_BACK -> throw new Violation("I14: the server has lost work of " + sid);
      case SEGMENTS, WAIT, PING -> {}
      case REQUEST, QUERY -> throw new Violation("a server that asks: " + inner);
    }
  }

  private void admitted(long aid, Inner inner) {
    Request query = queries.get(new Asked(aid, inner.seq()));
    Challenged who =
        switch (query) {
          case Request.LoginStart start -> new Challenged(start.user(), start.hasToken());
          case Request.LoginFinish finish -> challenged.get(finish.snonce());
          case Request.Register register -> challenged.get(register.snonce());
          default -> throw new Violation("an answer to nothing: " + inner);
        };
    Body body = Body.of(inner.body());
    remember(who, body);
    String json = new String(body.json(), StandardCharsets.UTF_8);
    Instant at = decided.computeIfAbsent(new Told(aid, inner.seq(), json), _ -> ticker.now());
    stateLater(new Statement.Admission(inner.x(), who.user(), who.withToken(), query, body, at));
  }

  /// A proof does not say who proves.
  private void remember(Challenged who, Body body) {
    try {
      Reply reply = body.reply();
      if (reply.challenge() != null) {
        challenged.put(reply.challenge().snonce(), who);
      }
      if (reply.session() != null) {
        leases.opened(Token.ofHex(reply.session().sid()), who.user());
      }
    } catch (MalformedDatagram e) {
      throw new Violation("unreadable", e);
    }
  }

  private void state(Statement statement) {
    tell(statement.lsn());
    statements.add(statement);
  }

  private void tell(long lsn) {
    Violation.unless(lsn >= told, "I5: %d was told after %d", lsn, told);
    told = lsn;
  }

  /// What it reflects may be older than what was told meanwhile.
  private void stateLater(Statement statement) {
    told = Math.max(told, statement.lsn());
    statements.add(statement);
  }

  /// A start has succeeded.
  void recovered(SimulatedDisk disk, ForumState state) {
    history.extend(JournalReading.of(disk), told, known());
    history.model().sittings().forEach((sid, open) -> leases.opened(Token.ofHex(sid), open.user()));
    new StateCheck(history.model(), disk, diskHasFailed, ticker.now()).check(state);
  }

  private Map<History.Key, Submission> known() {
    Map<History.Key, Submission> known = new HashMap<>();
    for (Submission submission : submissions) {
      if (submission.seq() > 0) {
        known.put(new History.Key(submission.session().hex(), submission.seq()), submission);
      }
    }
    return known;
  }

  /// It is over, and the server has been started once more: holds everything against the journal.
  void conclude() {
    Audit audit = new Audit(sessionsPerUser, history.diskWasShort(), secrets);
    statements.sort(Comparator.comparingLong(Statement::lsn));
    audit.run(history.payloads(), statements);
    submissions.forEach(submission -> check(submission, audit));
    toldBefore.forEach(audit::requireBehind);
    gone.forEach((sid, reasons) -> reasons.forEach(reason -> audit.requireEnd(sid, reason)));
    audit.requireNobodyCondemned();
    ordered.check(history.payloads());
  }

  private static void check(Submission submission, Audit audit) {
    Reply recorded = audit.given(submission.session(), submission.seq());
    Reply reply = submission.reply();
    boolean left = submission.change() instanceof Request.Exit && reply != null;
    if (left) {
      Violation.unless(!audit.isOpen(submission.session()), "%s, and is open", submission);
    } else if (reply != null) {
      Violation.unless(
          reply.equals(recorded), "%s was told %s, recorded is %s", submission, reply, recorded);
    } else if (submission.failure() instanceof LinkFailure.NoAnswer
        || submission.failure() instanceof LinkFailure.SessionOver) {
      Violation.unless(
          submission.seq() == 0,
          "%s was sent, but the client says no: %s",
          submission,
          submission.failure());
    }
  }
}
