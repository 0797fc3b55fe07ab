package forum.server.command;

import forum.protocol.Code;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.server.model.Attachment;
import forum.server.model.Forum;
import forum.server.model.ForumThread;
import forum.server.transfer.TransferDesk;

/// `DWN`: anybody may fetch any attachment.
record OfferDownloadHandler(Forum forum, TransferDesk transfers) {
  Reply answer(Caller caller, Request.OfferDownload offer) {
    ForumThread thread = forum.find(offer.thread());
    if (thread == null) {
      return Reply.of(Code.NO_SUCH_THREAD);
    }
    Attachment attachment = thread.attachment(offer.file());
    return attachment == null
        ? Reply.of(Code.NO_SUCH_FILE)
        : transfers.download(
            caller.sid(), caller.user(), offer, attachment.sha256(), attachment.size());
  }
}
