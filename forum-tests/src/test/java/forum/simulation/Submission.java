package forum.simulation;

import forum.client.link.Answer;
import forum.client.link.Exchange;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.wire.Body;
import forum.protocol.wire.Token;
import org.jspecify.annotations.Nullable;

/// A change that a client was asked to bring about, and what the client said about it.
final class Submission {
  private final String visitor;
  private final int number;
  private final Token session;
  private final Request.Change change;
  private final byte[] tail;
  private final Exchange exchange;
  private final long submittedNanos;
  private @Nullable Reply settled;

  /// @param visitor who asked
  /// @param number how many changes were asked for before by the same
  Submission(
      String visitor,
      int number,
      Token session,
      Request.Change change,
      byte[] tail,
      long submittedNanos) {
    this.visitor = visitor;
    this.number = number;
    this.session = session;
    this.change = change;
    this.tail = tail;
    this.exchange = new Exchange(change, Body.request(change, tail).bytes(), false);
    this.submittedNanos = submittedNanos;
  }

  String visitor() {
    return visitor;
  }

  int number() {
    return number;
  }

  Token session() {
    return session;
  }

  Request.Change change() {
    return change;
  }

  byte[] tail() {
    return tail;
  }

  Exchange exchange() {
    return exchange;
  }

  long submittedNanos() {
    return submittedNanos;
  }

  /// The number in its session, 0 when it was never sent.
  long seq() {
    return exchange.seq();
  }

  /// The client had given up waiting, but then learned the answer.
  void settle(Reply reply) {
    settled = reply;
  }

  /// What the client was told in the end; null when it was told nothing, or that nothing is known.
  @Nullable Reply reply() {
    if (settled != null) {
      return settled;
    }
    boolean answered = exchange.future.isDone() && !exchange.future.isCompletedExceptionally();
    Answer answer = answered ? exchange.future.join() : null;
    return answer == null ? null : answer.reply();
  }

  /// Why there was no answer.
  @Nullable Throwable failure() {
    return exchange.future.isCompletedExceptionally() ? exchange.future.exceptionNow() : null;
  }

  @Override
  public String toString() {
    return visitor + " #" + number + " " + change + " as " + seq() + " of " + session;
  }
}
