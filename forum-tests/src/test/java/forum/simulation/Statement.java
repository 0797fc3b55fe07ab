package forum.simulation;

import forum.protocol.Request;
import forum.protocol.UserName;
import forum.protocol.wire.Body;
import forum.protocol.wire.Token;
import java.time.Instant;

/// Something the server has said that must be true of the journal up to [#lsn].
sealed interface Statement {
  /// The last entry it takes into account.
  long lsn();

  /// The answer to a change.
  record Response(long lsn, Token sid, long seq, Body body) implements Statement {}

  /// The answer to a query in a session.
  record Answer(long lsn, Token sid, Request query, Body body) implements Statement {}

  /// The answer to a step of a login.
  ///
  /// @param user who wanted to log in, or has tried to
  /// @param withToken whether with a token
  /// @param at what the clock showed when it was decided
  record Admission(long lsn, UserName user, boolean withToken, Request query, Body body, Instant at)
      implements Statement {}

  /// News.
  record News(long lsn, byte[] body) implements Statement {}

  /// A whole view as a client has put it together from pages.
  ///
  /// @param lsn of the first page
  record View(long lsn, Request query, byte[] text) implements Statement {}
}
