package forum.server.command;

import forum.protocol.Reply;

/// The answer to a query, and the bytes behind it.
public record QueryAnswer(Reply reply, byte[] tail) {
  private static final byte[] NOTHING = new byte[0];

  /// An answer without bytes behind it.
  public static QueryAnswer of(Reply reply) {
    return new QueryAnswer(reply, NOTHING);
  }
}
