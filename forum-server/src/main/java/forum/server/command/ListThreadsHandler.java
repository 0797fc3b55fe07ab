package forum.server.command;

import forum.protocol.Request;
import forum.protocol.line.ThreadSummary;
import forum.server.model.Forum;
import forum.server.model.ForumThread;
import java.io.ByteArrayOutputStream;

/// `LST`: a line for each thread, in the order of their creation.
record ListThreadsHandler(Forum forum, ListedViews views) {
  QueryAnswer answer(Caller caller, Request.ListThreads list) {
    return views.answer(caller, "LST", forum.listVersion(), list.page(), this::text);
  }

  private byte[] text() {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    forum.threads().forEach(thread -> text.writeBytes(summary(thread).write()));
    return text.toByteArray();
  }

  private static ThreadSummary summary(ForumThread thread) {
    return new ThreadSummary(
        thread.title(),
        thread.creator(),
        thread.messages(),
        thread.attachments().size(),
        thread.createdAt(),
        thread.changedAt(),
        thread.changedBy(),
        thread.isLocked());
  }
}
