package forum.server.command;

import forum.protocol.Code;
import forum.protocol.Reply;
import forum.protocol.ThreadTitle;
import forum.protocol.line.ThreadLine;
import forum.server.model.Act;
import forum.server.model.Forum;
import forum.server.model.ForumThread;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Finds the message that EDT and DLT are about: it must exist, be the one the user saw under that
/// number, and be the user's own, unless the user is a moderator. In this order, so that a number
/// that has moved is never taken for somebody else's message.
sealed interface OwnMessage {
  /// It may be changed.
  record Found(ForumThread thread, ThreadLine.Message message) implements OwnMessage {
    /// The power it takes; null when it is the user's own.
    @Nullable Act act(Caller caller, String what) {
      return message.author().equals(caller.user())
          ? null
          : Act.of(caller.user(), what, about(), null);
    }

    private String about() {
      return "message %d (id %d) of %s in %s"
          .formatted(message.number(), message.id(), message.author(), thread.title());
    }
  }

  /// It may not.
  record Denied(Reply reply) implements OwnMessage {}

  /// What the client said about the message: its number, and if it had seen it, id and revision.
  record Meant(ThreadTitle thread, int n, @Nullable Long id, @Nullable Integer rev) {}

  static OwnMessage find(Forum forum, Messages messages, Caller caller, Meant meant) {
    ForumThread thread = forum.find(meant.thread());
    if (thread == null) {
      return new Denied(Reply.of(Code.NO_SUCH_THREAD));
    }
    Reply locked = Locks.refusal(thread, caller);
    if (locked != null) {
      return new Denied(locked);
    }
    ThreadLine.Message message = messages.numbered(thread, meant.n());
    boolean moved = meant.id() != null && (message == null || message.id() != meant.id());
    if (moved) {
      return new Denied(whereNow(messages.identified(thread, Objects.requireNonNull(meant.id()))));
    }
    if (message == null) {
      return new Denied(
          Reply.refused(Code.NO_SUCH_MESSAGE, "the last message is " + thread.messages()));
    }
    if (!message.author().equals(caller.user()) && !caller.isModerator()) {
      return new Denied(Reply.ownedBy(Code.NOT_OWNER, message.author()));
    }
    if (meant.rev() != null && meant.rev() != message.revision()) {
      return new Denied(stale(message));
    }
    return new Found(thread, message);
  }

  private static Reply whereNow(ThreadLine.@Nullable Message message) {
    return message == null
        ? Reply.refused(Code.NO_SUCH_MESSAGE, "it was deleted meanwhile")
        : stale(message);
  }

  private static Reply stale(ThreadLine.Message message) {
    return Reply.post(
        Code.STALE,
        new Reply.Post(
            message.number(), message.id(), message.revision(), message.author().text()));
  }
}
