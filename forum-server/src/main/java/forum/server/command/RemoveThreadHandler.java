package forum.server.command;

import forum.protocol.Code;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.server.model.Event;
import forum.server.model.Forum;
import forum.server.model.ForumThread;

/// `RMV`: the creator may remove a thread with all it holds.
record RemoveThreadHandler(Forum forum) {
  Decision decide(Caller caller, Request.RemoveThread remove) {
    ForumThread thread = forum.find(remove.thread());
    if (thread == null) {
      return new Decision.Refuse(Reply.of(Code.NO_SUCH_THREAD));
    }
    if (!thread.creator().equals(caller.user())) {
      return new Decision.Refuse(Reply.ownedBy(Code.NOT_OWNER, thread.creator()));
    }
    return new Decision.Do(new Event.ThreadRemoved(thread.id()), Reply.ok());
  }
}
