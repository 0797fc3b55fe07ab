package forum.server.command;

import forum.protocol.Code;
import forum.protocol.Limits;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.server.model.Forum;
import forum.server.model.ForumThread;
import forum.server.threads.Extent;
import forum.server.transfer.TransferDesk;

/// `RDT`: a thread's lines as they stand in its file, in pages. Nothing is kept between pages: as
/// long as the file has only been appended to, earlier bytes are still what they were.
record ReadThreadHandler(Forum forum, ThreadText text, TransferDesk transfers) {
  QueryAnswer answer(Caller caller, Request.ReadThread read) {
    ForumThread thread = forum.find(read.thread());
    if (thread == null) {
      return QueryAnswer.of(Reply.of(Code.NO_SUCH_THREAD));
    }
    return read.page() == null ? first(caller, thread, read) : next(thread, read.page());
  }

  private QueryAnswer first(Caller caller, ForumThread thread, Request.ReadThread read) {
    ThreadText.Part part = text.select(thread, read);
    Reply.View view = new Reply.View(version(thread), part.from(), part.to());
    return part.to() - part.from() > Limits.DATAGRAM_VIEW_BYTES
        ? QueryAnswer.of(transfers.view(caller.sid(), caller.user(), text.open(thread), view))
        : piece(thread, view);
  }

  /// A file may be younger than the last change: it was made anew, or together with changes of
  /// other threads.
  private long version(ForumThread thread) {
    return Math.max(thread.version(), text.extent(thread).generation());
  }

  private QueryAnswer next(ForumThread thread, Request.Page page) {
    Extent extent = text.extent(thread);
    if (extent.generation() > page.ver()) {
      return QueryAnswer.of(Reply.of(Code.CHANGED));
    }
    if (page.off() < 0 || page.off() > extent.bytes()) {
      return QueryAnswer.of(
          Reply.refused(Code.USAGE, "the thread's text has " + extent.bytes() + " bytes"));
    }
    return piece(thread, new Reply.View(page.ver(), page.off(), extent.bytes()));
  }

  private QueryAnswer piece(ForumThread thread, Reply.View view) {
    int most = (int) Math.min(Pages.BYTES, view.end() - view.off());
    return new QueryAnswer(Reply.view(view), text.read(thread, view.off(), most));
  }
}
