package forum.server.command;

import forum.protocol.Code;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.line.ThreadLine;
import forum.server.model.Event;
import forum.server.model.Forum;

/// `DLT`: the author may delete a message; later ones move up by one.
record DeleteMessageHandler(Forum forum, Messages messages) {
  Decision decide(Caller caller, Request.DeleteMessage delete) {
    OwnMessage.Meant meant =
        new OwnMessage.Meant(delete.thread(), delete.n(), delete.id(), delete.rev());
    return switch (OwnMessage.find(forum, messages, caller, meant)) {
      case OwnMessage.Denied(Reply reply) -> new Decision.Refuse(reply);
      case OwnMessage.Found found -> {
        ThreadLine.Message message = found.message();
        yield new Decision.Do(
            new Event.MessageDeleted(
                found.thread().id(), message.id(), message.number(), message.author()),
            Reply.post(
                Code.OK, new Reply.Post(message.number(), message.id(), message.revision(), null)),
            found.act(caller, "delete"));
      }
    };
  }
}
