package forum.history;

import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.UserName;

/// Something a client has asked for, what it was told, and when it was waiting for that.
///
/// @param user whose client it was
/// @param text of a post, or the empty one
/// @param lines the whole text that was read, or nothing
/// @param lsn the last commit that the answer takes into account, as the server said
/// @param invokedNanos when it was asked for
/// @param answeredNanos when all of the answer was there
record Operation(
    UserName user,
    Request request,
    String text,
    Reply reply,
    String lines,
    long lsn,
    long invokedNanos,
    long answeredNanos) {
  boolean isChange() {
    return request instanceof Request.Change;
  }

  /// The same operation with what another one has read.
  Operation reading(Operation other) {
    return new Operation(
        user, request, text, other.reply, other.lines, lsn, invokedNanos, answeredNanos);
  }

  @Override
  public String toString() {
    return "%s: %s %s -> %s as of %d, %.6f to %.6f s"
        .formatted(user, request, text, reply, lsn, invokedNanos * 1e-9, answeredNanos * 1e-9);
  }
}
