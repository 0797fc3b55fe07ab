package forum.client.library;

import forum.client.link.Answer;
import forum.client.link.LinkFailure;
import forum.protocol.Code;
import forum.protocol.FileName;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import java.io.IOException;
import java.nio.file.Files;
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

  Transferred run(ThreadTitle thread, FileName name, Path source, Progress progress)
      throws Refusal, LinkFailure, IOException, InterruptedException {
    long size = Files.size(source);
    String sha256 = Digest.ofFile(source);
    Request.OfferUpload offer = new Request.OfferUpload(thread, name, size, sha256);
    Request.AttachFile attach = new Request.AttachFile(thread, name, size, sha256);
    for (int attempt = 1; ; attempt++) {
      transfers.upload(grant(ask(offer)), source, progress);
      try {
        ask(attach);
        return new Transferred(size, sha256);
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
