package forum.client.link;

import forum.machine.Chance;
import forum.protocol.InvalidValue;
import forum.protocol.Notice;
import forum.protocol.Request;
import forum.protocol.Versions;
import forum.protocol.wire.Body;
import forum.protocol.wire.Frame;
import forum.protocol.wire.GoneReason;
import forum.protocol.wire.Inner;
import forum.protocol.wire.Json;
import forum.protocol.wire.MalformedDatagram;
import forum.protocol.wire.Token;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The client's side of the protocol as a state machine: sends what is asked for, sends it again
/// until it is answered, and takes what the server says. PROTOCOL.md, sections 4 and 6 to 9.
///
/// In which order requests are sent is decided by [Unanswered], how many at a time and when again
/// by [Pace]. Takes the time as an argument, does no I/O. Owned by the link's thread.
public final class Conversation {
  static final long PING_NANOS = 15_000_000_000L;

  private final long timeoutNanos;
  private final Consumer<Frame> network;
  private final Consumer<Notice> notices;
  private final BiConsumer<Request, Answer> settled;
  private final Unanswered unanswered = new Unanswered();
  private final Pace pace;
  private final long aid;
  private Frame.Cookie cookie = Frame.Cookie.NONE;
  private Token token = Token.NONE;

  /// Why there is no session any more; null before the first and while there is one.
  private @Nullable String over;

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
    this.timeoutNanos = timeoutNanos;
    this.network = network;
    this.notices = notices;
    this.settled = settled;
    this.pace = new Pace(chance);
    this.aid = chance.number();
  }

  /// Asks for something. The exchange's future tells what became of it.
  public void submit(Exchange exchange, long nowNanos) {
    if (over != null && !isLogin(exchange.request)) {
      exchange.end(new LinkFailure.SessionOver(over));
      return;
    }
    exchange.submit(nowNanos);
    unanswered.add(exchange);
    launch(nowNanos);
  }

  private static boolean isLogin(Request request) {
    return request instanceof Request.LoginStart
        || request instanceof Request.LoginFinish
        || request instanceof Request.Register;
  }

  /// From now on speaks as the session of `session`.
  public void enter(Token session, long nowNanos) {
    token = session;
    over = null;
    unanswered.beginSession();
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
    List<Exchange> lost = unanswered.timed();
    lost.forEach(exchange -> repeat(exchange, nowNanos));
    if (isInSession() && lost.isEmpty()) {
      ping(nowNanos);
    }
  }

  /// Whether there is a session.
  public boolean isInSession() {
    return !token.equals(Token.NONE);
  }

  /// Requests without an answer, sent or not.
  public int unanswered() {
    return unanswered.count();
  }

  /// Time since the server was heard, while something is unanswered.
  long silenceNanos(long nowNanos) {
    long oldest = unanswered.oldestSentNanos();
    return oldest == Long.MAX_VALUE ? 0 : nowNanos - Math.max(lastHeardNanos, oldest);
  }

  long roundTripNanos() {
    return pace.roundTripNanos();
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
    List<Exchange> refused = unanswered.timed();
    refused.stream()
        .filter(exchange -> exchange.transmissions() == 1) // else it may answer another copy
        .forEach(exchange -> pace.measured(nowNanos - exchange.lastSentNanos()));
    refused.forEach(exchange -> transmit(exchange, true, nowNanos));
  }

  /// Who has a session has heard the server say its version.
  private void refuseVersion(long id, int version) {
    if (id == aid && !isInSession() && version != Versions.WIRE) {
      unanswered.end(
          () ->
              new LinkFailure.VersionRefused(
                  "the server speaks protocol " + version + ", this client " + Versions.WIRE));
    }
  }

  private void receive(Inner inner, long nowNanos) {
    heard(nowNanos);
    switch (inner.kind()) {
      case RESPONSE -> answered(unanswered.change(inner.seq()), inner, nowNanos);
      case ANSWER -> answered(unanswered.query(inner.seq()), inner, nowNanos);
      case SEGMENTS -> segmentsArrived(inner, nowNanos);
      case NOTICE -> noticed(inner, nowNanos);
      case PING -> send(Inner.bare(Inner.Kind.PONG, inner.seq(), 0, (int) noticedLsn), nowNanos);
      case GONE ->
          leave("the server has ended the session: " + GoneReason.of(inner.t()).sentence());
      case ROLLED_BACK ->
          leave("the server has lost work it had acknowledged; tell its operator, keep the log");
      case WAIT -> pace.putOff(Integer.toUnsignedLong(inner.t()), nowNanos);
      case PONG -> {
        // Heard; that is all there is to it.
      }
      case REQUEST, QUERY -> {
        // Only clients send these.
      }
    }
    launch(nowNanos);
  }

  /// Nothing was done about what was sent before the server wanted to be left alone.
  private void comeBack(long nowNanos) {
    if (pace.comesBack(nowNanos)) {
      unanswered.timed().forEach(exchange -> repeat(exchange, nowNanos));
    }
  }

  private void heard(long nowNanos) {
    lastHeardNanos = nowNanos;
    pace.heard(nowNanos);
  }

  private void answered(@Nullable Exchange exchange, Inner inner, long now) {
    if (exchange == null) {
      return;
    }
    try {
      Body body = Body.of(inner.body());
      Answer answer = new Answer(body.reply(), body.tail(), inner.x());
      measure(exchange, inner, now);
      unanswered.remove(exchange);
      if (!exchange.future.complete(answer)) {
        settled.accept(exchange.request, answer);
      }
      if (exchange.isExit() && answer.reply().isOk()) {
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
      pace.measured(nowNanos - sentNanos - Integer.toUnsignedLong(inner.t()) * 1000);
    }
    pace.answered();
  }

  /// The server executes in order, so an answer to a later change proves that the answer to an
  /// earlier one was lost.
  private void resendOvertaken(Exchange answered, long nowNanos) {
    Exchange head = unanswered.head();
    if (answered.isChange()
        && head != null
        && head.seq() < answered.seq()
        && nowNanos - head.lastSentNanos() > pace.roundTripNanos()) {
      repeat(head, nowNanos);
    }
  }

  private void segmentsArrived(Inner inner, long nowNanos) {
    Exchange exchange = unanswered.change(inner.seq());
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
      ping(nowNanos);
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
    Exchange due = pace.due(unanswered.timed(), nowNanos);
    if (due != null) {
      pace.timedOut(nowNanos);
      repeat(due, nowNanos);
    }
    if (isInSession() && nowNanos - lastSentNanos >= PING_NANOS) {
      ping(nowNanos);
    }
    return nextTickNanos(nowNanos);
  }

  private void repeat(Exchange exchange, long nowNanos) {
    repeated++;
    transmit(exchange, true, nowNanos);
  }

  private long nextTickNanos(long nowNanos) {
    long ping = (isInSession() ? lastSentNanos : nowNanos) + PING_NANOS;
    return Math.min(ping, Math.min(pace.nextNanos(unanswered.timed()), deadlineNanos()));
  }

  /// When what is unanswered is given up; [Long#MAX_VALUE] when nothing is.
  private long deadlineNanos() {
    long oldest = unanswered.oldestNanos();
    return oldest == Long.MAX_VALUE ? oldest : Math.max(oldest, lastHeardNanos) + timeoutNanos;
  }

  private void giveUp(long nowNanos) {
    long deadline = deadlineNanos();
    if (deadline != Long.MAX_VALUE && nowNanos - deadline >= 0) {
      unanswered.giveUp(timeoutNanos / 1_000_000_000 + " s");
    }
  }

  /// Ends the conversation: everything without an answer fails. But for XIT: that the session is
  /// gone is what it asked for, and it is only sent when nothing else is unanswered.
  public void leave(String why) {
    token = Token.NONE;
    over = why;
    unanswered.end(() -> new LinkFailure.SessionOver(why));
  }

  private void launch(long nowNanos) {
    while (!pace.isPutOff()) {
      Exchange next = unanswered.launch(isInSession() ? pace.window() : 0, nowNanos);
      if (next == null) {
        return;
      }
      transmit(next, true, nowNanos);
    }
  }

  /// Sends the segments the server lacks. With the last one it is asked what is still missing, or
  /// for the answer: that one must not be left out when nothing was heard.
  private void transmit(Exchange exchange, boolean ask, long nowNanos) {
    int attempt = exchange.transmit(nowNanos);
    for (int segment = 0; segment < exchange.segments(); segment++) {
      boolean last = segment == exchange.segments() - 1;
      if ((last && ask) || !exchange.hasArrived(segment)) {
        send(exchange.frame(attempt, segment, unanswered.floor(), (int) noticedLsn), nowNanos);
      }
    }
  }

  /// Says that the client is there, and which news it has seen.
  private void ping(long nowNanos) {
    send(Inner.bare(Inner.Kind.PING, 0, 0, (int) noticedLsn), nowNanos);
  }

  private void send(Inner inner, long nowNanos) {
    lastSentNanos = nowNanos;
    sent++;
    network.accept(
        isInSession() ? new Frame.Plain(token, inner) : new Frame.Stranger(aid, cookie, inner));
  }
}
