package forum.server.command;

import forum.protocol.Reply;
import forum.server.model.Act;
import forum.server.model.Event;
import org.jspecify.annotations.Nullable;

/// What is to happen about a request.
public sealed interface Decision {
  /// What the client is told.
  Reply reply();

  /// This happens; `act` says what power it took, null where everybody may.
  record Do(Event event, Reply reply, @Nullable Act act) implements Decision {
    /// What everybody may.
    public Do(Event event, Reply reply) {
      this(event, reply, null);
    }
  }

  /// Nothing happens.
  record Refuse(Reply reply) implements Decision {}
}
