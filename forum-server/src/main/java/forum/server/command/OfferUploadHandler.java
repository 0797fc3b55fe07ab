package forum.server.command;

import forum.protocol.Code;
import forum.protocol.FileName;
import forum.protocol.Likeness;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.server.model.Attachment;
import forum.server.model.Forum;
import forum.server.model.ForumThread;
import forum.server.model.Quota;
import forum.server.transfer.TransferDesk;
import org.jspecify.annotations.Nullable;

/// `UPD`, the first half: everything that can be refused is refused before a byte is sent.
record OfferUploadHandler(Forum forum, Room room, TransferDesk transfers) {
  private static final int SHA256_DIGITS = 64;

  Reply answer(Caller caller, Request.OfferUpload offer) {
    ForumThread thread = forum.find(offer.thread());
    if (thread == null) {
      return Reply.of(Code.NO_SUCH_THREAD);
    }
    Reply refusal = refusal(thread, offer.file(), caller);
    if (refusal != null) {
      return refusal;
    }
    long most = room.quotas().of(Quota.BYTES_PER_FILE);
    if (offer.size() < 0 || offer.size() > most) {
      return Reply.refused(
          Code.TOO_LARGE, "the file has " + offer.size() + " bytes, the limit is " + most);
    }
    if (!isDigest(offer.sha256())) {
      return Reply.refused(Code.USAGE, "sha256 must be 64 lower-case hexadecimal digits");
    }
    Reply full = room.forFile(caller, thread, offer.size());
    if (full != null) {
      return full;
    }
    return transfers.upload(caller.sid(), caller.user(), offer);
  }

  /// Why no file of this name can be attached, however small; null when one can.
  static @Nullable Reply refusal(ForumThread thread, FileName file, Caller caller) {
    Reply locked = Locks.refusal(thread, caller);
    if (locked != null) {
      return locked;
    }
    Attachment taken = thread.attachment(file);
    return taken == null ? misleading(thread, file) : Reply.ownedBy(Code.EXISTS, taken.by());
  }

  /// Why the name would be taken for another one in the same folder; null when it would not.
  private static @Nullable Reply misleading(ForumThread thread, FileName file) {
    Likeness likeness = Likeness.of(file.text());
    if (likeness.isBlank()) {
      return Reply.refused(Code.BAD_NAME, "a file name must have something to see");
    }
    for (Attachment other : thread.attachments()) {
      if (Likeness.of(other.name().text()).equals(likeness)) {
        return Reply.refused(
            Code.EXISTS, "\"" + other.name() + "\" exists, and nobody could tell them apart");
      }
    }
    return null;
  }

  private static boolean isDigest(String text) {
    return text.length() == SHA256_DIGITS
        && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }
}
