package forum.server.command;

import forum.protocol.Code;
import forum.protocol.PostText;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.line.ThreadLine;
import forum.server.model.Event;
import forum.server.model.Forum;
import forum.server.model.ForumThread;

/// `EDT`: the author may replace the text of a message; number, author and place stay.
record EditMessageHandler(Forum forum, Messages messages) {
  Decision decide(Caller caller, Request.EditMessage edit, byte[] tail) {
    OwnMessage.Meant meant = new OwnMessage.Meant(edit.thread(), edit.n(), edit.id(), edit.rev());
    return switch (OwnMessage.find(forum, messages, caller, meant)) {
      case OwnMessage.Denied(Reply reply) -> new Decision.Refuse(reply);
      case OwnMessage.Found found -> {
        ForumThread thread = found.thread();
        ThreadLine.Message message = found.message();
        PostText text = PostText.ofUtf8(tail);
        int revision = message.revision() + 1;
        yield new Decision.Do(
            new Event.MessageEdited(
                thread.id(), message.id(), revision, text.text(), caller.user()),
            Reply.post(Code.OK, new Reply.Post(message.number(), message.id(), revision, null)),
            found.act(caller, "edit"));
      }
    };
  }
}
