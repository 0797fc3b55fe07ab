package forum.client.library;

import forum.protocol.Code;
import forum.protocol.Reply;

/// The server understood what was asked and does not do it.
public final class Refusal extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Reply reply;

  /// A refusal for the reason that stands in the reply.
  public Refusal(Reply reply) {
    super(reply.detail() == null ? reply.code().name() : reply.code() + ": " + reply.detail());
    this.reply = reply;
  }

  /// The reply.
  public Reply reply() {
    return reply;
  }

  /// Its code.
  public Code code() {
    return reply.code();
  }
}
