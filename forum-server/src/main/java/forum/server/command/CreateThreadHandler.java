package forum.server.command;

import forum.protocol.Alphabets;
import forum.protocol.Code;
import forum.protocol.Likeness;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import forum.server.model.Event;
import forum.server.model.Forum;
import forum.server.model.ForumThread;
import org.jspecify.annotations.Nullable;

/// `CRT`: anybody may create a thread of a title that is free.
record CreateThreadHandler(Forum forum, Room room) {
  Decision decide(Caller caller, Request.CreateThread create) {
    ForumThread taken = forum.find(create.thread());
    if (taken != null) {
      return new Decision.Refuse(Reply.ownedBy(Code.EXISTS, taken.creator()));
    }
    Reply refusal = misleading(create.thread());
    if (refusal == null) {
      refusal = room.forThread(caller);
    }
    if (refusal != null) {
      return new Decision.Refuse(refusal);
    }
    return new Decision.Do(new Event.ThreadCreated(create.thread(), caller.user()), Reply.ok());
  }

  /// Why people, or a file system that does not tell upper from lower case, would take the title
  /// for something else; null when they would not.
  private @Nullable Reply misleading(ThreadTitle title) {
    if (Likeness.of(title.text()).isBlank()) {
      return Reply.refused(Code.BAD_NAME, "a thread title must have something to see");
    }
    ForumThread alike = forum.findAlike(title);
    if (alike != null) {
      return Reply.refused(
          Code.EXISTS, "\"" + alike.title() + "\" exists, and nobody could tell them apart");
    }
    String mixed = Alphabets.mixedWord(title.text());
    return mixed == null
        ? null
        : Reply.refused(
            Code.BAD_NAME,
            "\""
                + mixed
                + "\" mixes letters of several alphabets, which are taken for each other;"
                + " write each word in one");
  }
}
