package forum.server.command;

import forum.protocol.Code;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.server.model.Event;
import forum.server.model.Forum;
import forum.server.model.ForumThread;

/// `UPC`, the second half of `UPD`: the bytes have arrived, attach them.
record AttachFileHandler(Forum forum, Room room, StoredBytes stored) {
  Decision decide(Caller caller, Request.AttachFile attach) {
    ForumThread thread = forum.find(attach.thread());
    if (thread == null) {
      return new Decision.Refuse(Reply.of(Code.NO_SUCH_THREAD));
    }
    Reply refusal = OfferUploadHandler.refusal(thread, attach.file(), caller);
    if (refusal == null) {
      refusal = room.forFile(caller, thread, attach.size()); // others may have used it up meanwhile
    }
    if (refusal != null) {
      return new Decision.Refuse(refusal);
    }
    if (!stored.has(attach.sha256(), attach.size())) {
      return new Decision.Refuse(
          Reply.refused(Code.STAGE_LOST, "the server does not have the bytes, upload them again"));
    }
    return new Decision.Do(
        new Event.FileAttached(
            thread.id(), caller.user(), attach.file(), attach.size(), attach.sha256()),
        Reply.ok());
  }
}
