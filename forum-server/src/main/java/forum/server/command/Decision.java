package forum.server.command;

import forum.protocol.Reply;
import forum.server.model.Event;

/// What is to happen about a request.
public sealed interface Decision {
  /// What the client is told.
  Reply reply();

  /// This happens.
  record Do(Event event, Reply reply) implements Decision {}

  /// Nothing happens.
  record Refuse(Reply reply) implements Decision {}
}
