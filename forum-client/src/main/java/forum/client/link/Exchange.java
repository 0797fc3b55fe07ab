package forum.client.link;

import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.delivery.Segments;
import forum.protocol.wire.Inner;
import java.util.concurrent.CompletableFuture;

/// One request, from the moment it is asked for until it is answered.
///
/// ```
///   WAITING --launched--> SENT --answer--> answered
///                          SENT --time is up--> UNKNOWN (changes go on being repeated, because those
///                                               behind it cannot be executed before it)
/// ```
///
/// Owned by the link's thread.
public final class Exchange {
  private static final int ATTEMPTS_REMEMBERED = 16;

  /// What is asked for.
  public final Request request;

  final boolean aside;

  /// What becomes of it: an answer or a [LinkFailure].
  public final CompletableFuture<Answer> future = new CompletableFuture<>();

  private final byte[] body;
  private final long[] sentNanos = new long[ATTEMPTS_REMEMBERED];
  private long seq;
  private int transmissions;
  private long arrivedMap;
  private long submittedNanos;
  private long firstSentNanos;

  /// `body` is the whole body; `aside` says that the request may overtake others and be overtaken.
  public Exchange(Request request, byte[] body, boolean aside) {
    this.request = request;
    this.body = body;
    this.aside = aside;
  }

  /// Whether it travels as REQ.
  public boolean isChange() {
    return request instanceof Request.Change;
  }

  /// Whether it ends the session.
  boolean isExit() {
    return request instanceof Request.Exit;
  }

  void submit(long nowNanos) {
    submittedNanos = nowNanos;
  }

  long submittedNanos() {
    return submittedNanos;
  }

  void launch(long seq, long nowNanos) {
    this.seq = seq;
    this.firstSentNanos = nowNanos;
  }

  /// Its number in the session, 0 before it was sent.
  public long seq() {
    return seq;
  }

  int transmissions() {
    return transmissions;
  }

  long firstSentNanos() {
    return firstSentNanos;
  }

  long lastSentNanos() {
    return sentNanos[(transmissions - 1) % ATTEMPTS_REMEMBERED];
  }

  /// When the copy that an answer echoes was sent, or -1 when that is not known any more.
  long sentNanos(int attempt) {
    int behind = transmissions - 1 - attempt;
    return behind < 0 || behind >= ATTEMPTS_REMEMBERED || attempt > 0xff
        ? -1
        : sentNanos[attempt % ATTEMPTS_REMEMBERED];
  }

  /// Counts a transmission; its number is what answers will echo.
  int transmit(long nowNanos) {
    sentNanos[transmissions % ATTEMPTS_REMEMBERED] = nowNanos;
    return Math.min(transmissions++, 0xff);
  }

  int segments() {
    return Segments.count(body.length);
  }

  boolean hasArrived(int segment) {
    return (arrivedMap >>> segment & 1) != 0;
  }

  /// Whether the server has all segments.
  boolean isWholeThere() {
    return arrivedMap == Segments.all(segments());
  }

  /// Notes which segments the server has. It may have fewer than before: what it has not put
  /// together yet does not survive its end.
  ///
  /// @return whether it has any that it had not
  boolean arrived(long map) {
    boolean news = (map & ~arrivedMap) != 0;
    arrivedMap = map;
    return news;
  }

  /// Whoever waits for the answer is told why there is none.
  void fail(LinkFailure why) {
    future.completeExceptionally(why);
  }

  /// The session is over and nobody will answer; but who only wants to leave has left.
  void end(LinkFailure why) {
    if (isExit()) {
      future.complete(new Answer(Reply.ok(), new byte[0]));
    } else {
      fail(why);
    }
  }

  /// The frame of one segment. `floor` and `noticed` are what [Inner] calls `x` and `t`.
  Inner frame(int attempt, int segment, long floor, int noticed) {
    Inner.Kind kind = isChange() ? Inner.Kind.REQUEST : Inner.Kind.QUERY;
    return new Inner(
        kind,
        0,
        attempt,
        seq,
        isChange() ? floor : 0,
        noticed,
        segment,
        segments(),
        Segments.cut(body, segment));
  }
}
