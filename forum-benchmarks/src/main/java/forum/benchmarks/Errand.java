package forum.benchmarks;

import forum.client.link.Answer;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import forum.protocol.wire.Body;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/// What a guest does over and over. Never changes.
sealed interface Errand {
  /// Length of a post, in bytes.
  int TEXT_BYTES = 200;

  /// How many messages are read at a time.
  int MESSAGES = 20;

  /// Does it once; completes when the last answer has come.
  CompletableFuture<?> run(Guest guest);

  /// `CRT`.
  record Create(ThreadTitle thread) implements Errand {
    @Override
    public CompletableFuture<?> run(Guest guest) {
      return guest.ask(new Request.CreateThread(thread));
    }
  }

  /// `MSG` with a text of [#TEXT_BYTES].
  record Post(Request request, byte[] body) implements Errand {
    static Post to(ThreadTitle thread) {
      Request request = new Request.PostMessage(thread);
      byte[] text =
          "words ".repeat(TEXT_BYTES).substring(0, TEXT_BYTES).getBytes(StandardCharsets.UTF_8);
      return new Post(request, Body.request(request, text).bytes());
    }

    @Override
    public CompletableFuture<?> run(Guest guest) {
      return guest.ask(request, body);
    }
  }

  /// `RDT -n 20`: the first page, then all others at once, as the client does.
  record Read(ThreadTitle thread) implements Errand {
    @Override
    public CompletableFuture<?> run(Guest guest) {
      return guest
          .ask(new Request.ReadThread(thread, MESSAGES, null, null, null, null))
          .thenCompose(first -> readOn(guest, first));
    }

    private CompletableFuture<Void> readOn(Guest guest, Answer first) {
      Reply.View view = Objects.requireNonNull(first.reply().view(), "no view in the answer");
      int pageBytes = first.tail().length;
      List<CompletableFuture<Answer>> pages = new ArrayList<>();
      for (long off = view.off() + pageBytes; off < view.end(); off += pageBytes) {
        pages.add(guest.ask(page(new Request.Page(view.ver(), off))));
      }
      return CompletableFuture.allOf(pages.toArray(CompletableFuture<?>[]::new));
    }

    private Request page(Request.Page page) {
      return new Request.ReadThread(thread, MESSAGES, null, null, null, page);
    }
  }
}
