package forum.server.command;

import forum.protocol.Code;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.server.model.Event;
import forum.server.model.Forum;
import forum.server.model.ForumThread;
import forum.server.model.ServerLimits;

/// `CRT`: anybody may create a thread of a title that is free.
record CreateThreadHandler(Forum forum) {
  Decision decide(Caller caller, Request.CreateThread create) {
    ForumThread taken = forum.find(create.thread());
    if (taken != null) {
      return new Decision.Refuse(Reply.ownedBy(Code.EXISTS, taken.creator()));
    }
    if (forum.threads().size() >= ServerLimits.THREADS) {
      return new Decision.Refuse(
          Reply.refused(Code.QUOTA, "the forum has its " + ServerLimits.THREADS + " threads"));
    }
    return new Decision.Do(new Event.ThreadCreated(create.thread(), caller.user()), Reply.ok());
  }
}
