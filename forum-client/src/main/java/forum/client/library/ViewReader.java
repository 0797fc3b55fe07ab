package forum.client.library;

import forum.client.link.Answer;
import forum.client.link.LinkFailure;
import forum.protocol.Code;
import forum.protocol.Reply;
import forum.protocol.Request;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads one view: in pages, or over TCP when it is too long for datagrams.
///
/// The first answer says which version of the view it is and where it ends; the other pages are
/// asked for of that version, several at a time. A view that changes underneath is read again from
/// the start, so what comes out is always one version of it, whole.
final class ViewReader {
  private static final int RESTARTS_MAX = 3;
  private static final int AHEAD = 8;
  private static final byte[] NOTHING = new byte[0];

  private final Requests requests;
  private final Transfers transfers;
  private final Function<Request.@Nullable Page, Request> request;

  /// `request` asks for a page, or for the first when it gets null.
  ViewReader(
      Requests requests, Transfers transfers, Function<Request.@Nullable Page, Request> request) {
    this.requests = requests;
    this.transfers = transfers;
    this.request = request;
  }

  /// The bytes of the view. The stream has to be closed.
  InputStream open() throws Refusal, LinkFailure, InterruptedException {
    for (int restarts = 0; ; restarts++) {
      try {
        return openOnce();
      } catch (Refusal refusal) {
        if (refusal.code() != Code.CHANGED || restarts == RESTARTS_MAX) {
          throw refusal;
        }
      }
    }
  }

  private InputStream openOnce() throws Refusal, LinkFailure, InterruptedException {
    Answer first = Await.result(ask(null));
    Reply.Grant grant = first.reply().grant();
    if (grant != null) {
      return transfers.view(grant);
    }
    Reply.View view = first.reply().view();
    if (view == null || !ViewAssembly.fits(view)) {
      throw new Refusal(Reply.refused(Code.INTERNAL, "the answer holds no view"));
    }
    ViewAssembly assembly = new ViewAssembly(view.off(), view.end());
    assembly.put(view.off(), first.tail());
    readOn(assembly, view.ver(), first.tail().length);
    return new ByteArrayInputStream(assembly.bytes());
  }

  private void readOn(ViewAssembly assembly, long version, int firstBytes)
      throws Refusal, LinkFailure, InterruptedException {
    Deque<CompletableFuture<Answer>> asked = new ArrayDeque<>();
    ViewAssembly.Pages pages = assembly.pages(firstBytes);
    while (!assembly.isComplete()) {
      while (asked.size() < AHEAD && pages.hasNext()) {
        asked.add(ask(new Request.Page(version, pages.next())));
      }
      if (asked.isEmpty()) { // a page was shorter than the first: what is missing comes one by one
        asked.add(ask(new Request.Page(version, assembly.gap())));
      }
      take(assembly, Await.result(asked.remove()));
    }
  }

  private static void take(ViewAssembly assembly, Answer page) throws Refusal {
    Reply.View view = page.reply().view();
    if (view == null || page.tail().length == 0 || !assembly.put(view.off(), page.tail())) {
      throw new Refusal(Reply.refused(Code.INTERNAL, "a page of the view does not fit"));
    }
  }

  private CompletableFuture<Answer> ask(Request.@Nullable Page page) {
    return ForumClient.accepted(requests.send(request.apply(page), NOTHING));
  }
}
