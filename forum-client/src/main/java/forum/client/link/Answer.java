package forum.client.link;

import forum.protocol.Reply;

/// A reply, and the bytes behind it.
///
/// @param lsn the number of the last commit the answer takes into account, as the server told;
///   PROTOCOL.md, section 2. 0 when the client answers itself
public record Answer(Reply reply, byte[] tail, long lsn) {
  /// An answer the server had no part in.
  public Answer(Reply reply, byte[] tail) {
    this(reply, tail, 0);
  }
}
