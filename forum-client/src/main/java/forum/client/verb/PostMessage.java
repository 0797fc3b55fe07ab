package forum.client.verb;

import com.google.gson.JsonObject;
import forum.client.library.Await;
import forum.client.library.Refusal;
import forum.client.library.Seen;
import forum.client.line.Argument;
import forum.client.line.Kind;
import forum.client.line.Option;
import forum.client.line.Syntax;
import forum.client.link.LinkFailure;
import forum.protocol.PostText;
import forum.protocol.Reply;
import forum.protocol.ThreadTitle;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// `MSG`: posts a message.
final class PostMessage implements Verb {
  @Override
  public Syntax syntax() {
    return new Syntax(
        "MSG",
        "MSG [-f FILE] title [text]",
        List.of(new Option("-f", Kind.PATH, "take the text from a file, - is what is piped in")),
        List.of(Argument.required("title", Kind.TITLE)),
        true);
  }

  @Override
  public Help help() {
    return new Help(
        "post a message",
        List.of(
            "MSG general Don't forget: \"quotes\" and \\ stay as they are",
            "MSG -f notes.txt general",
            "MSG general <<END"),
        List.of(
            "All behind the one blank after the title is the text, exactly as typed.",
            "Several lines: paste them, press Alt-Enter between them, or begin with <<END and"
                + " finish with a line END.",
            "Without a text, your $EDITOR opens (at a terminal).",
            ". stands for the thread named last: MSG . more"),
        List.of("post"));
  }

  @Override
  public boolean overlaps() {
    return true;
  }

  @Override
  public CompletableFuture<Outcome> run(Invocation call)
      throws Failure, Refusal, LinkFailure, IOException, InterruptedException {
    ThreadTitle title = call.title(0);
    Optional<String> text = Texts.given(call);
    if (text.isPresent()) {
      return send(call, title, call.text(text.get())).thenApply(post -> posted(title, post));
    }
    return Texts.composed(
        call,
        new Draft(title, "is posted to thread " + title, ""),
        written -> posted(title, Await.result(send(call, title, written))));
  }

  /// Posts, and remembers under which number.
  static CompletableFuture<Reply.Post> send(Invocation call, ThreadTitle title, PostText text) {
    return call.session()
        .forum()
        .post(title, text)
        .thenApply(post -> remembered(call, title, post));
  }

  private static Reply.Post remembered(Invocation call, ThreadTitle title, Reply.Post post) {
    call.session().shown().remember(title, post.n(), new Seen(post.id(), post.rev()));
    return post;
  }

  private static Outcome posted(ThreadTitle title, Reply.Post post) {
    JsonObject fields = new JsonObject();
    fields.addProperty("thread", title.text());
    fields.addProperty("n", post.n());
    fields.addProperty("id", Long.toString(post.id()));
    String phrase = "Message posted to " + title + " thread (#" + post.n() + ")";
    return Outcome.of("POSTED", phrase, fields);
  }
}
