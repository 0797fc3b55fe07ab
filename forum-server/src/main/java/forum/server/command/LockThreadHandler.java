package forum.server.command;

import forum.protocol.Code;
import forum.protocol.Reason;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.server.model.Event;
import forum.server.model.Forum;
import forum.server.model.ForumThread;

/// `LCK`, `ULK`: a moderator takes a thread out of everybody's reach, or gives it back.
record LockThreadHandler(Forum forum) {
  Decision decide(Caller caller, Request.LockThread lock) {
    Reply lacking = Powers.lacking(caller);
    if (lacking != null) {
      return new Decision.Refuse(lacking);
    }
    Reason reason = Orders.reason(lock);
    ForumThread thread = forum.find(lock.thread());
    if (thread == null) {
      return new Decision.Refuse(Reply.of(Code.NO_SUCH_THREAD));
    }
    if (thread.isLocked() == lock.locked()) {
      return new Decision.Refuse(
          Reply.refused(Code.EXISTS, lock.locked() ? "it is locked already" : "it is not locked"));
    }
    return new Decision.Do(
        new Event.ThreadLocked(thread.id(), lock.locked()),
        Reply.ok(),
        Orders.act(caller, lock.locked() ? "lock" : "unlock", lock, reason));
  }
}
