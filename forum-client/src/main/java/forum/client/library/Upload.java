package forum.client.library;

import forum.client.link.Answer;
import forum.client.link.LinkFailure;
import forum.client.transfer.LocalFile;
import forum.client.transfer.Progress;
import forum.client.transfer.TransferFailure;
import forum.protocol.Code;
import forum.protocol.FileName;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import java.nio.file.Path;

/// One upload: ask, send the bytes, attach them. The last step is the one that happens exactly
/// once; when the bytes are gone by then, because the server was started anew, they are sent again.
final class Upload {
  private static final int ATTEMPTS_MAX = 3;
  private static final byte[] NOTHING = new byte[0];

  private final Requests requests;
  private final Transfers transfers;

  Upload(Requests requests, Transfers transfers) {
    this.requests = requests;
    this.transfers = transfers;
  }

  LocalFile run(ThreadTitle thread, FileName name, Path source, Progress progress)
      throws Refusal, LinkFailure, TransferFailure, InterruptedException {
    LocalFile file = transfers.measure(source, Progress.NONE);
    Request.OfferUpload offer = new Request.OfferUpload(thread, name, file.size(), file.digest());
    Request.AttachFile attach = new Request.AttachFile(thread, name, file.size(), file.digest());
    for (int attempt = 1; ; attempt++) {
      transfers.upload(grant(ask(offer)), file, progress);
      try {
        ask(attach);
        return file;
      } catch (Refusal refusal) {
        if (refusal.code() != Code.STAGE_LOST || attempt == ATTEMPTS_MAX) {
          throw refusal;
        }
      }
    }
  }

  private Answer ask(Request request) throws Refusal, LinkFailure, InterruptedException {
    return Await.result(ForumClient.accepted(requests.send(request, NOTHING)));
  }

  /// The permission in an answer.
  static Reply.Grant grant(Answer answer) throws Refusal {
    Reply.Grant grant = answer.reply().grant();
    if (grant == null) {
      throw new Refusal(Reply.refused(Code.INTERNAL, "the answer holds no permission"));
    }
    return grant;
  }
}
