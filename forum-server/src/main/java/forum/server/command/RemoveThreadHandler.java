package forum.server.command;

import forum.protocol.Code;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.server.model.Act;
import forum.server.model.Event;
import forum.server.model.Forum;
import forum.server.model.ForumThread;

/// `RMV`: the creator may remove a thread with all it holds, and so may a moderator.
record RemoveThreadHandler(Forum forum) {
  Decision decide(Caller caller, Request.RemoveThread remove) {
    ForumThread thread = forum.find(remove.thread());
    if (thread == null) {
      return new Decision.Refuse(Reply.of(Code.NO_SUCH_THREAD));
    }
    Reply locked = Locks.refusal(thread, caller);
    if (locked != null) {
      return new Decision.Refuse(locked);
    }
    boolean isOwn = thread.creator().equals(caller.user());
    if (!isOwn && !caller.isModerator()) {
      return new Decision.Refuse(Reply.ownedBy(Code.NOT_OWNER, thread.creator()));
    }
    String about =
        "thread %s (id %d) of %s".formatted(thread.title(), thread.id(), thread.creator());
    return new Decision.Do(
        new Event.ThreadRemoved(thread.id()),
        Reply.ok(),
        isOwn ? null : Act.of(caller.user(), "remove", about, null));
  }
}
