package forum.server.command;

import forum.protocol.Code;
import forum.protocol.PostText;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.server.model.Event;
import forum.server.model.Forum;
import forum.server.model.ForumThread;

/// `MSG`: anybody may post; the message gets the next number.
record PostMessageHandler(Forum forum, Room room) {
  Decision decide(Caller caller, Request.PostMessage post, byte[] tail) {
    ForumThread thread = forum.find(post.thread());
    if (thread == null) {
      return new Decision.Refuse(Reply.of(Code.NO_SUCH_THREAD));
    }
    Reply locked = Locks.refusal(thread, caller);
    if (locked != null) {
      return new Decision.Refuse(locked);
    }
    Reply full = room.forMessage(caller, thread);
    if (full != null) {
      return new Decision.Refuse(full);
    }
    PostText text = PostText.ofUtf8(tail);
    int n = thread.messages() + 1;
    return new Decision.Do(
        new Event.MessagePosted(thread.id(), caller.user(), n, text.text()),
        Reply.post(Code.OK, new Reply.Post(n, caller.lsn(), 0, null)));
  }
}
