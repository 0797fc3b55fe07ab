package forum.server.exchange;

import forum.machine.Ticker;
import forum.protocol.Code;
import forum.protocol.Reply;
import forum.protocol.wire.Body;
import forum.protocol.wire.Inner;
import forum.protocol.wire.Token;
import forum.server.commit.GroupCommit;
import forum.server.event.ConditionEvent;
import forum.server.event.ServerEvent;
import forum.server.event.TrafficEvent;
import forum.server.net.DatagramGate;
import forum.server.net.Peer;
import forum.server.session.Session;
import java.util.HexFormat;
import java.util.function.Consumer;

/// Sends frames to clients. Nothing passes here that is not durable: the desks call it after the
/// commit. Owned by the command loop.
final class Answers {
  private final DatagramGate gate;
  private final GroupCommit commit;
  private final Consumer<ServerEvent> events;
  private final Ticker ticker;

  Answers(DatagramGate gate, GroupCommit commit, Consumer<ServerEvent> events, Ticker ticker) {
    this.events = events;
    this.gate = gate;
    this.commit = commit;
    this.ticker = ticker;
  }

  /// The result of a change.
  ///
  /// @return the length of its body
  int respond(Session session, Inner request, Reply reply, long arrivedNanos) {
    byte[] body = Body.reply(reply).bytes();
    send(session, answer(Inner.Kind.RESPONSE, request, body, arrivedNanos));
    return body.length;
  }

  /// The answer to a query.
  void answer(Session session, Inner query, Body body, long arrivedNanos) {
    send(session, answer(Inner.Kind.ANSWER, query, body.bytes(), arrivedNanos));
  }

  /// The answer to a query of somebody without a session, which reflects entry `lsn`.
  void answer(Peer to, long aid, Inner query, Reply reply, long lsn, long arrivedNanos) {
    byte[] body = Body.reply(reply).bytes();
    Inner inner = answer(Inner.Kind.ANSWER, query, lsn, body, arrivedNanos);
    gate.send(to, aid, Token.NONE, inner);
  }

  private Inner answer(Inner.Kind kind, Inner to, byte[] body, long arrivedNanos) {
    return answer(kind, to, commit.durableLsn(), body, arrivedNanos);
  }

  private Inner answer(Inner.Kind kind, Inner to, long lsn, byte[] body, long arrivedNanos) {
    int micros = (int) Math.min(Integer.MAX_VALUE, (ticker.nanos() - arrivedNanos) / 1000);
    return new Inner(kind, 0, to.attempt(), to.seq(), lsn, micros, 0, 1, body);
  }

  /// Nothing was done about a request because it came too fast: it is to come again.
  void putOff(Session session, Inner request, long waitNanos) {
    events.accept(new TrafficEvent.PutOff(session.address(), millis(waitNanos)));
    send(session, Inner.bare(Inner.Kind.WAIT, request.seq(), 0, millis(waitNanos)));
  }

  /// The same for somebody without a session.
  void putOff(Peer to, long aid, Inner query, long waitNanos) {
    events.accept(new TrafficEvent.PutOff(to.address(), millis(waitNanos)));
    Inner wait = Inner.bare(Inner.Kind.WAIT, query.seq(), 0, millis(waitNanos));
    gate.send(to, aid, Token.NONE, wait);
  }

  private static int millis(long nanos) {
    return (int) Math.min(Integer.MAX_VALUE, Math.ceilDiv(nanos, 1_000_000));
  }

  /// The reply to a request that met a mistake of the server's own: nothing was done about it. Its
  /// number leads the operator to the cause.
  Reply mistake(String doing, RuntimeException cause) {
    String id = HexFormat.of().toHexDigits((int) ticker.nanos());
    events.accept(new ConditionEvent.Failed(id, doing, cause));
    return Reply.refused(Code.INTERNAL, "a mistake of the server's, number " + id);
  }

  /// Any frame to a session.
  void send(Session session, Inner inner) {
    gate.send(session.peer(), 0, session.sid(), inner);
  }
}
