package forum.simulation;

import forum.client.link.Answer;
import forum.client.link.Conversation;
import forum.client.link.Exchange;
import forum.protocol.Limits;
import forum.protocol.Notice;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.wire.Body;
import forum.protocol.wire.Frame;
import forum.protocol.wire.MalformedDatagram;
import forum.protocol.wire.Token;
import forum.testkit.SimulatedPort;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One client process: the real conversation and login over a simulated port. Does what the thread
/// of a `ServerLink` does, one turn at a time.
final class Visit {
  private static final byte[] NOTHING = {};
  private static final long PATIENCE_NANOS = 10_000_000_000L;

  private enum Phase {
    OUTSIDE,
    ENTERING,
    INSIDE
  }

  private final Visitor visitor;
  private final Visitor.Surroundings surroundings;
  private final SimulatedPort port;
  private final Conversation conversation;
  private final long timeoutNanos;
  private final Queue<Runnable> todo = new ArrayDeque<>();
  private final List<Submission> open = new ArrayList<>();
  private final List<Exchange> asked = new ArrayList<>();
  private final ByteBuffer buffer = ByteBuffer.allocate(2 * Limits.DATAGRAM_BYTES);
  private Phase phase = Phase.OUTSIDE;
  private Token session = Token.NONE;
  private int readings;
  private long dueNanos;
  private long knockNanos;
  private long heardNanos;

  Visit(Visitor visitor, SimulatedPort port, long timeoutNanos) {
    this.visitor = visitor;
    this.surroundings = visitor.surroundings();
    this.port = port;
    this.timeoutNanos = timeoutNanos;
    this.conversation =
        new Conversation(
            surroundings.chance(), timeoutNanos, this::transmit, this::noticed, this::settled);
    this.knockNanos = now();
    this.heardNanos = now();
  }

  SimulatedPort port() {
    return port;
  }

  Token session() {
    return session;
  }

  private long now() {
    return surroundings.ticker().nanos();
  }

  private void transmit(Frame frame) {
    ByteBuffer datagram = ByteBuffer.allocate(Limits.DATAGRAM_BYTES);
    frame.writeTo(datagram);
    port.send(SimulatedServer.ADDRESS, datagram.flip());
  }

  private void noticed(Notice notice) {
    surroundings.chronicle().tell(Incident.NEWS, visitor + " is told " + notice);
  }

  private void settled(Request request, Answer answer) {
    open.stream()
        .filter(submission -> submission.change() == request)
        .forEach(
            submission -> {
              surroundings.chronicle().count(Incident.SETTLED_LATER);
              submission.settle(answer.reply());
            });
  }

  long dueNanos() {
    return port.hasArrived() ? now() : dueNanos;
  }

  /// What is asked for and not decided.
  int outstanding() {
    return readings + (int) open.stream().filter(Visit::isUndecided).count();
  }

  private static boolean isUndecided(Submission submission) {
    return !submission.exchange().future.isDone();
  }

  /// One turn.
  void turn() {
    receive();
    for (Runnable task = todo.poll(); task != null; task = todo.poll()) {
      task.run();
    }
    lookAround();
    dueNanos = Math.min(conversation.tick(now()), nextNanos());
    refuseToHang();
  }

  private void receive() {
    while (port.receive(buffer) != null) {
      try {
        heardNanos = now();
        conversation.receive(Frame.readFrom(buffer), now());
      } catch (MalformedDatagram | Frame.UnknownVersion e) {
        throw new Violation("the server has sent rubbish", e);
      }
    }
  }

  private void lookAround() {
    if (phase == Phase.INSIDE && !conversation.isInSession()) {
      phase = Phase.OUTSIDE;
      knockNanos = now() + surroundings.chance().below(3) * 1_000_000_000L;
    }
    if (phase == Phase.OUTSIDE && now() >= knockNanos) {
      phase = Phase.ENTERING;
      new Entrance(this, visitor).knock();
    }
    while (phase == Phase.INSIDE && visitor.wants(outstanding(), now())) {
      visitor.nextErrand(this);
    }
  }

  private long nextNanos() {
    return switch (phase) {
      case OUTSIDE -> knockNanos;
      case ENTERING -> Long.MAX_VALUE;
      case INSIDE -> visitor.nextNanos(outstanding());
    };
  }

  /// The visitor is let in.
  void enter(Token token) {
    session = token;
    phase = Phase.INSIDE;
    conversation.enter(token, now());
  }

  /// The visitor is not let in, and tries again.
  void comeBack(long seconds) {
    phase = Phase.OUTSIDE;
    knockNanos = now() + seconds * 1_000_000_000L;
  }

  /// Submits a query; what is to be done about the answer, or because there is none, is done by the
  /// next turn.
  Exchange ask(Request.Query query, Consumer<Answer> then, Runnable otherwise) {
    Exchange exchange = new Exchange(query, Body.request(query, NOTHING).bytes(), false);
    asked.removeIf(earlier -> earlier.future.isDone());
    asked.add(exchange);
    exchange.future.whenComplete(
        (answer, failure) -> todo.add(failure == null ? () -> then.accept(answer) : otherwise));
    conversation.submit(exchange, now());
    dueNanos = now();
    return exchange;
  }

  /// Submits a change.
  void submit(Submission submission, Consumer<Reply> then) {
    surroundings.oracle().submitted(submission);
    surroundings.chronicle().tell(submission);
    open.removeIf(earlier -> earlier.reply() != null);
    open.add(submission);
    submission
        .exchange()
        .future
        .whenComplete(
            (answer, _) -> todo.add(() -> then.accept(answer == null ? null : answer.reply())));
    conversation.submit(submission.exchange(), now());
    dueNanos = now();
  }

  void readingBegan() {
    readings++;
  }

  void readingEnded() {
    readings--;
  }

  /// Whoever hears nothing for as long as he wants to wait is told so.
  private void refuseToHang() {
    long limit = now() - timeoutNanos - PATIENCE_NANOS;
    if (heardNanos < limit) {
      for (Submission submission : open) {
        Violation.unless(
            !isUndecided(submission) || submission.submittedNanos() > limit,
            "%s hangs for ever",
            submission);
      }
    }
  }

  /// The process is gone; what it had asked for may still be on its way.
  void die() {
    port.close();
  }

  @Nullable Submission undecided() {
    return open.stream().filter(Visit::isUndecided).findFirst().orElse(null);
  }
}
