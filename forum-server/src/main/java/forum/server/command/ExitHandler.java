package forum.server.command;

import forum.protocol.Reply;
import forum.protocol.wire.GoneReason;
import forum.server.model.Event;

/// `XIT`: the session ends and the name is free again.
record ExitHandler() {
  Decision decide(Caller caller) {
    return new Decision.Do(
        new Event.SessionClosed(caller.sid(), GoneReason.EXIT.number()), Reply.ok());
  }
}
