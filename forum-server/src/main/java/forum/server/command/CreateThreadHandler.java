package forum.server.command;

import forum.protocol.Code;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.server.model.Event;
import forum.server.model.Forum;
import forum.server.model.ForumThread;

/// `CRT`: anybody may create a thread of a title that is free.
record CreateThreadHandler(Forum forum, Room room) {
  Decision decide(Caller caller, Request.CreateThread create) {
    ForumThread taken = forum.find(create.thread());
    if (taken != null) {
      return new Decision.Refuse(Reply.ownedBy(Code.EXISTS, taken.creator()));
    }
    Reply full = room.forThread(caller);
    if (full != null) {
      return new Decision.Refuse(full);
    }
    return new Decision.Do(new Event.ThreadCreated(create.thread(), caller.user()), Reply.ok());
  }
}
