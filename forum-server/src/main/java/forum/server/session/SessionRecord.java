package forum.server.session;

import forum.protocol.Reply;
import forum.protocol.UserName;
import forum.protocol.wire.GoneReason;
import forum.protocol.wire.Token;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a checkpoint keeps of a session.
///
/// @param condemned a number of [GoneReason] when the session is to end and there was no room yet
///   to write that down
public record SessionRecord(
    String sid,
    UserName user,
    long openedAt,
    String from,
    long next,
    long floor,
    List<Answer> answers,
    @Nullable Boolean notices,
    @Nullable Long token,
    @Nullable Integer condemned) {
  /// One answered request that the client may still repeat.
  public record Answer(long seq, Reply reply) {}

  static SessionRecord of(Session session, @Nullable GoneReason condemned) {
    AnsweredRequests requests = session.requests();
    List<Answer> answers = new ArrayList<>();
    requests.answers().forEach((seq, reply) -> answers.add(new Answer(seq, reply)));
    return new SessionRecord(
        session.sid().hex(),
        session.user(),
        session.openedAt().toEpochMilli(),
        Addresses.text(session.address()),
        requests.next(),
        requests.floor(),
        answers,
        session.wantsNews() ? Boolean.TRUE : null,
        session.token(),
        condemned == null ? null : condemned.number());
  }

  Session session(long nowNanos) {
    Session session =
        new Session(
            Token.ofHex(sid),
            user,
            Instant.ofEpochMilli(openedAt),
            Addresses.parse(from),
            nowNanos);
    session.wantsNews(notices != null && notices);
    session.openedWith(token);
    NavigableMap<Long, Reply> kept = new TreeMap<>();
    answers.forEach(answer -> kept.put(answer.seq(), answer.reply()));
    session.requests().restore(next, floor, kept);
    return session;
  }
}
