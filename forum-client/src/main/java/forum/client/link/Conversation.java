package forum.client.link;

import forum.machine.Chance;
import forum.protocol.InvalidValue;
import forum.protocol.Limits;
import forum.protocol.Notice;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.Versions;
import forum.protocol.delivery.RoundTrip;
import forum.protocol.wire.Body;
import forum.protocol.wire.Frame;
import forum.protocol.wire.GoneReason;
import forum.protocol.wire.Inner;
import forum.protocol.wire.Json;
import forum.protocol.wire.MalformedDatagram;
import forum.protocol.wire.Token;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The client's side of the protocol as a state machine: what was asked, what was sent, what has to
/// be sent again. PROTOCOL.md, sections 4 and 6 to 9.
///
/// Changes are sent in order, up to a window at a time; the server executes them in order. A query
/// waits until every change before it is answered, and a change until every query before it is: so
/// a repeated query can never see the client's own later changes. Takes the time as an argument,
/// does no I/O. Owned by the link's thread.
public final class Conversation {
  static final long PING_NANOS = 15_000_000_000L;
  private static final int QUERIES_MAX = 4;

  /// However long a server wants to be left alone, its clients ask again by then.
  private static final long PUT_OFF_MILLIS_MAX = 10_000;

  private static final double WINDOW_FIRST = 4;

  private final Chance chance;
  private final long timeoutNanos;
  private final Consumer<Frame> network;
  private final Consumer<Notice> notices;
  private final BiConsumer<Request, Answer> settled;
  private final RoundTrip roundTrip = new RoundTrip();
  private final ArrayDeque<Exchange> waiting = new ArrayDeque<>();
  private final NavigableMap<Long, Exchange> changes = new TreeMap<>();
  private final NavigableMap<Long, Exchange> queries = new TreeMap<>();

  private final long aid;
  private Frame.Cookie cookie = Frame.Cookie.NONE;
  private Token token = Token.NONE;

  /// Why there is no session any more; null before the first and while there is one.
  private @Nullable String over;

  private long nextChange = 1;
  private long nextQuery = 1;
  private double window = WINDOW_FIRST;
  private int silentTimeouts;
  private long quietUntilNanos;

  /// Whether the server has said that it is asked too fast, and until when nothing may be sent.
  private boolean putOff;

  private long putOffUntilNanos;
  private long lastHeardNanos;
  private long lastSentNanos;
  private long noticedLsn;
  private long sent;
  private long repeated;

  /// `network` takes what is to be sent, `notices` what the server tells unasked, `settled` the
  /// answers to changes that had been given up.
  public Conversation(
      Chance chance,
      long timeoutNanos,
      Consumer<Frame> network,
      Consumer<Notice> notices,
      BiConsumer<Request, Answer> settled) {
    this.chance = chance;
    this.timeoutNanos = timeoutNanos;
    this.network = network;
    this.notices = notices;
    this.settled = settled;
    this.aid = chance.number();
  }

  /// Asks for something. The exchange's future tells what became of it.
  public void submit(Exchange exchange, long nowNanos) {
    if (over != null && !isLogin(exchange.request)) {
      refuse(exchange, over);
      return;
    }
    exchange.submit(nowNanos);
    if (exchange.aside) {
      waiting.addFirst(exchange);
    } else {
      waiting.add(exchange);
    }
    launch(nowNanos);
  }

  private static boolean isLogin(Request request) {
    return request instanceof Request.LoginStart
        || request instanceof Request.LoginFinish
        || request instanceof Request.Register;
  }

  /// Nobody would answer; but who only wants to leave has left.
  private static void refuse(Exchange exchange, String why) {
    if (exchange.request instanceof Request.Exit) {
      exchange.future.complete(new Answer(Reply.ok(), new byte[0]));
    } else {
      exchange.future.completeExceptionally(new LinkFailure.SessionOver(why));
    }
  }

  /// From now on speaks as the session of `session`.
  public void enter(Token session, long nowNanos) {
    token = session;
    over = null;
    nextChange = 1;
    lastHeardNanos = nowNanos;
    launch(nowNanos);
  }

  /// By which what is meant for it is known before there is a session.
  public long aid() {
    return aid;
  }

  /// The way to the server is a new one, and what was sent over the old one may be lost: asks again
  /// at once, as if the server had just been heard, and says that it is there.
  public void reopened(long nowNanos) {
    heard(nowNanos);
    List<Exchange> unanswered = timed();
    unanswered.forEach(exchange -> repeat(exchange, nowNanos));
    if (isInSession() && unanswered.isEmpty()) {
      send(Inner.bare(Inner.Kind.PING, 0, 0, (int) noticedLsn), nowNanos);
    }
  }

  /// Whether there is a session.
  public boolean isInSession() {
    return !token.equals(Token.NONE);
  }

  /// Requests without an answer, sent or not.
  public int unanswered() {
    return waiting.size() + changes.size() + queries.size();
  }

  /// Time since the server was heard, while something is unanswered.
  long silenceNanos(long nowNanos) {
    return oldestSentNanos() == Long.MAX_VALUE
        ? 0
        : nowNanos - Math.max(lastHeardNanos, oldestSentNanos());
  }

  long roundTripNanos() {
    return roundTrip.smoothedNanos();
  }

  /// Datagrams sent.
  public long sent() {
    return sent;
  }

  /// How many requests were sent again.
  public long repeated() {
    return repeated;
  }

  /// Takes one datagram's content.
  public void receive(Frame frame, long nowNanos) {
    switch (frame) {
      case Frame.Retry(long id, Frame.Cookie fresh) -> retry(id, fresh, nowNanos);
      case Frame.UseVersion(long id, int version) -> refuseVersion(id, version);
      case Frame.Stranger(long id, _, Inner inner) when id == aid -> receive(inner, nowNanos);
      case Frame.Plain(Token session, Inner inner) when session.equals(token) ->
          receive(inner, nowNanos);
      case Frame.Stranger _, Frame.Plain _ -> {
        // Of an earlier session or somebody else.
      }
      case Frame.Hello _, Frame.Handshake _, Frame.Sealed _, Frame.Reset _ -> {
        // Nothing that is said in the clear.
      }
    }
  }

  private void retry(long id, Frame.Cookie fresh, long nowNanos) {
    if (id != aid || fresh.equals(cookie) || isInSession()) {
      return;
    }
    cookie = fresh;
    heard(nowNanos);
    queries.values().stream()
        .filter(exchange -> exchange.transmissions() == 1) // else it may answer another copy
        .forEach(exchange -> roundTrip.sample(nowNanos - exchange.lastSentNanos()));
    queries.values().forEach(exchange -> transmit(exchange, true, nowNanos));
  }

  /// Who has a session has heard the server say its version.
  private void refuseVersion(long id, int version) {
    if (id == aid && !isInSession() && version != Versions.WIRE) {
      failAll(
          () ->
              new LinkFailure.VersionRefused(
                  "the server speaks protocol " + version + ", this client " + Versions.WIRE));
    }
  }

  private void receive(Inner inner, long nowNanos) {
    heard(nowNanos);
    switch (inner.kind()) {
      case RESPONSE -> answered(changes.get(inner.seq()), inner, nowNanos);
      case ANSWER -> answered(queries.get(inner.seq()), inner, nowNanos);
      case SEGMENTS -> segmentsArrived(inner, nowNanos);
      case NOTICE -> noticed(inner, nowNanos);
      case PING -> send(Inner.bare(Inner.Kind.PONG, inner.seq(), 0, (int) noticedLsn), nowNanos);
      case GONE ->
          leave("the server has ended the session: " + GoneReason.of(inner.t()).sentence());
      case ROLLED_BACK ->
          leave("the server has lost work it had acknowledged; tell its operator, keep the log");
      case WAIT -> putOff(Integer.toUnsignedLong(inner.t()), nowNanos);
      case PONG -> {
        // Heard; that is all there is to it.
      }
      case REQUEST, QUERY -> {
        // Only clients send these.
      }
    }
    launch(nowNanos);
  }

  /// Nothing was done about a request; it is sent again when the server wants it.
  private void putOff(long millis, long nowNanos) {
    putOff = true;
    putOffUntilNanos = nowNanos + Math.min(millis, PUT_OFF_MILLIS_MAX) * 1_000_000;
    window = Math.max(1, window / 2);
  }

  private void comeBack(long nowNanos) {
    if (putOff && nowNanos - putOffUntilNanos >= 0) {
      putOff = false;
      timed().forEach(exchange -> repeat(exchange, nowNanos));
    }
  }

  private void heard(long nowNanos) {
    lastHeardNanos = nowNanos;
    silentTimeouts = 0;
    quietUntilNanos = nowNanos;
  }

  private void answered(@Nullable Exchange exchange, Inner inner, long now) {
    if (exchange == null) {
      return;
    }
    try {
      Body body = Body.of(inner.body());
      Answer answer = new Answer(body.reply(), body.tail(), inner.x());
      measure(exchange, inner, now);
      remove(exchange);
      if (!exchange.future.complete(answer)) {
        settled.accept(exchange.request, answer);
      }
      if (exchange.request instanceof Request.Exit && answer.reply().isOk()) {
        leave("you left");
      }
      resendOvertaken(exchange, now);
    } catch (MalformedDatagram e) {
      // As good as lost; the request is repeated.
    }
  }

  private void measure(Exchange exchange, Inner inner, long nowNanos) {
    long sentNanos = exchange.sentNanos(inner.attempt());
    if (sentNanos >= 0) {
      roundTrip.sample(nowNanos - sentNanos - Integer.toUnsignedLong(inner.t()) * 1000);
    }
    window = Math.min(Limits.WINDOW, window + 1 / window);
  }

  private void remove(Exchange exchange) {
    (exchange.isChange() ? changes : queries).remove(exchange.seq());
  }

  /// The server executes in order, so an answer to a later change proves that the answer to an
  /// earlier one was lost.
  private void resendOvertaken(Exchange answered, long nowNanos) {
    if (!answered.isChange() || changes.isEmpty()) {
      return;
    }
    Exchange head = changes.firstEntry().getValue();
    boolean overtaken = head.seq() < answered.seq();
    if (overtaken && nowNanos - head.lastSentNanos() > roundTrip.smoothedNanos()) {
      repeat(head, nowNanos);
    }
  }

  private void segmentsArrived(Inner inner, long nowNanos) {
    Exchange exchange = changes.get(inner.seq());
    if (exchange != null && exchange.arrived(inner.x()) && !exchange.isWholeThere()) {
      repeated++;
      transmit(exchange, false, nowNanos);
    }
  }

  private void noticed(Inner inner, long nowNanos) {
    try {
      Notice notice = Json.read(inner.body(), Notice.class);
      boolean news = notice.lsn() > noticedLsn || notice.stop() != null;
      noticedLsn = Math.max(noticedLsn, notice.lsn());
      send(Inner.bare(Inner.Kind.PING, 0, 0, (int) noticedLsn), nowNanos);
      if (news) {
        notices.accept(notice);
      }
    } catch (InvalidValue e) {
      // A hint that cannot be read is no hint.
    }
  }

  /// Sends what is due and gives up what is overdue.
  ///
  /// @return when to call again
  public long tick(long nowNanos) {
    giveUp(nowNanos);
    comeBack(nowNanos);
    launch(nowNanos);
    Exchange due = oldestDue(nowNanos);
    if (due != null && !putOff && nowNanos - quietUntilNanos >= 0) {
      timedOut(due, nowNanos);
    }
    if (isInSession() && nowNanos - lastSentNanos >= PING_NANOS) {
      send(Inner.bare(Inner.Kind.PING, 0, 0, (int) noticedLsn), nowNanos);
    }
    return nextTickNanos(nowNanos);
  }

  /// One repetition only, then silence for a time-out: whatever is unanswered, a client never sends
  /// more than one datagram (or one request's segments) into the void per time-out.
  private void timedOut(Exchange exchange, long nowNanos) {
    silentTimeouts++;
    window = Math.max(1, window / 2);
    quietUntilNanos = nowNanos + roundTrip.timeoutNanos(silentTimeouts, chance.fraction());
    repeat(exchange, nowNanos);
  }

  private void repeat(Exchange exchange, long nowNanos) {
    repeated++;
    transmit(exchange, true, nowNanos);
  }

  /// Only the head of the changes can be what the server waits for; queries stand for themselves.
  private @Nullable Exchange oldestDue(long nowNanos) {
    Exchange oldest = null;
    for (Exchange exchange : timed()) {
      boolean due = nowNanos - exchange.lastSentNanos() >= timeoutNanos(exchange);
      if (due && (oldest == null || exchange.lastSentNanos() - oldest.lastSentNanos() < 0)) {
        oldest = exchange;
      }
    }
    return oldest;
  }

  private List<Exchange> timed() {
    List<Exchange> timed = new ArrayList<>(queries.values());
    if (!changes.isEmpty()) {
      timed.add(changes.firstEntry().getValue());
    }
    return timed;
  }

  private long timeoutNanos(Exchange exchange) {
    return roundTrip.timeoutNanos(Math.min(silentTimeouts, exchange.transmissions() - 1), 0.5);
  }

  private long nextTickNanos(long nowNanos) {
    long next = isInSession() ? lastSentNanos + PING_NANOS : nowNanos + PING_NANOS;
    if (putOff) {
      return Math.min(next, Math.min(putOffUntilNanos, deadlineNanosOrNever()));
    }
    for (Exchange exchange : timed()) {
      long due = exchange.lastSentNanos() + timeoutNanos(exchange);
      next = Math.min(next, Math.max(due, quietUntilNanos));
    }
    return Math.min(next, deadlineNanosOrNever());
  }

  private long oldestSentNanos() {
    long oldest = Long.MAX_VALUE;
    for (NavigableMap<Long, Exchange> sentOnes : List.of(changes, queries)) {
      for (Exchange exchange : sentOnes.values()) {
        if (!exchange.future.isDone()) {
          oldest = Math.min(oldest, exchange.firstSentNanos());
        }
      }
    }
    return oldest;
  }

  /// What waits to be sent counts too: it may wait for a change that was given up long ago.
  private long oldestNanos() {
    long oldest = oldestSentNanos();
    for (Exchange exchange : waiting) {
      oldest = Math.min(oldest, exchange.submittedNanos());
    }
    return oldest;
  }

  private long deadlineNanosOrNever() {
    return oldestNanos() == Long.MAX_VALUE ? Long.MAX_VALUE : deadlineNanos();
  }

  private long deadlineNanos() {
    return Math.max(oldestNanos(), lastHeardNanos) + timeoutNanos;
  }

  /// A change stays among the sent ones when its future has failed: the next contact settles it.
  private void giveUp(long nowNanos) {
    if (oldestNanos() == Long.MAX_VALUE || nowNanos - deadlineNanos() < 0) {
      return;
    }
    String time = timeoutNanos / 1_000_000_000 + " s";
    for (Exchange query : List.copyOf(queries.values())) {
      queries.remove(query.seq());
      query.future.completeExceptionally(new LinkFailure.NoAnswer("no answer in " + time));
    }
    for (Exchange change : changes.values()) {
      change.future.completeExceptionally(
          new LinkFailure.UnknownOutcome(
              "sent, but no confirmation in " + time + "; it is applied at most once"));
    }
    failWaiting(() -> new LinkFailure.NoAnswer("not sent: no answer from the server in " + time));
  }

  /// Ends the conversation: everything without an answer fails. But for XIT: that the session is
  /// gone is what it asked for, and it is only sent when nothing else is unanswered.
  public void leave(String why) {
    for (Exchange change : changes.values()) {
      if (change.request instanceof Request.Exit) {
        change.future.complete(new Answer(Reply.ok(), new byte[0]));
      }
    }
    token = Token.NONE;
    over = why;
    failAll(() -> new LinkFailure.SessionOver(why));
  }

  private void failAll(Supplier<LinkFailure> failure) {
    List<Exchange> failed = new ArrayList<>(queries.values());
    queries.clear();
    failed.forEach(query -> query.future.completeExceptionally(failure.get()));
    List<Exchange> unknown = new ArrayList<>(changes.values());
    changes.clear();
    unknown.forEach(
        change ->
            change.future.completeExceptionally(
                new LinkFailure.UnknownOutcome(
                    "sent, but not confirmed: " + failure.get().getMessage())));
    failWaiting(failure);
  }

  private void failWaiting(Supplier<LinkFailure> failure) {
    List<Exchange> unsent = new ArrayList<>(waiting);
    waiting.clear();
    unsent.forEach(exchange -> exchange.future.completeExceptionally(failure.get()));
  }

  private void launch(long nowNanos) {
    if (putOff) {
      return;
    }
    for (Iterator<Exchange> next = waiting.iterator(); next.hasNext(); ) {
      Exchange exchange = next.next();
      if (!mayLaunch(exchange)) {
        return;
      }
      next.remove();
      boolean change = exchange.isChange();
      exchange.launch(change ? nextChange++ : nextQuery++, nowNanos);
      (change ? changes : queries).put(exchange.seq(), exchange);
      transmit(exchange, true, nowNanos);
    }
  }

  private boolean mayLaunch(Exchange exchange) {
    if (exchange.isChange()) {
      return isInSession()
          && queries.values().stream().allMatch(query -> query.aside)
          && changes.size() < (int) window
          && nextChange < floor() + Limits.WINDOW
          && (changes.isEmpty() || !(exchange.request instanceof Request.Exit))
          && changes.values().stream().noneMatch(change -> change.request instanceof Request.Exit)
          && !longOneUnderWay(exchange);
    }
    return queries.size() < QUERIES_MAX && (exchange.aside || changes.isEmpty());
  }

  /// The first change without an answer. The server takes none that is a window or more behind it.
  private long floor() {
    return changes.isEmpty() ? nextChange : changes.firstKey();
  }

  /// The server puts the segments of one request together at a time.
  private boolean longOneUnderWay(Exchange exchange) {
    return exchange.segments() > 1
        && changes.values().stream().anyMatch(change -> change.segments() > 1);
  }

  /// Sends the segments the server lacks. With the last one it is asked what is still missing, or
  /// for the answer: that one must not be left out when nothing was heard.
  private void transmit(Exchange exchange, boolean ask, long nowNanos) {
    int attempt = exchange.transmit(nowNanos);
    for (int segment = 0; segment < exchange.segments(); segment++) {
      boolean last = segment == exchange.segments() - 1;
      if ((last && ask) || !exchange.hasArrived(segment)) {
        send(exchange.frame(attempt, segment, floor(), (int) noticedLsn), nowNanos);
      }
    }
  }

  private void send(Inner inner, long nowNanos) {
    lastSentNanos = nowNanos;
    sent++;
    network.accept(
        isInSession() ? new Frame.Plain(token, inner) : new Frame.Stranger(aid, cookie, inner));
  }
}
