package forum.client.verb;

import com.google.gson.JsonObject;
import forum.client.library.Await;
import forum.client.library.Refusal;
import forum.client.line.Argument;
import forum.client.line.Kind;
import forum.client.line.Quoting;
import forum.client.line.Syntax;
import forum.client.link.LinkFailure;
import forum.protocol.Code;
import forum.protocol.PostText;
import forum.protocol.Reply;
import forum.protocol.ThreadTitle;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// `CRT`: creates a thread, with a first message if one is given.
final class CreateThread implements Verb {
  @Override
  public Syntax syntax() {
    return new Syntax(
        "CRT",
        "CRT title [first message]",
        List.of(),
        List.of(Argument.required("title", Kind.NEW_TITLE)),
        true);
  }

  @Override
  public Help help() {
    return new Help(
        "create a thread",
        List.of("CRT general", "CRT \"release plan\" What do we ship in May?"),
        List.of(
            "A title has 1 to 64 characters and does not begin with . or -;"
                + " write one that contains blanks in \"quotes\".",
            "Only who created a thread can remove it."),
        List.of());
  }

  @Override
  public CompletableFuture<Outcome> run(Invocation call)
      throws Failure, Refusal, LinkFailure, InterruptedException {
    ThreadTitle title = call.title(0);
    String text = call.arguments().text();
    JsonObject fields = new JsonObject();
    fields.addProperty("thread", title.text());
    Outcome outcome = Outcome.of("CREATED", "Thread " + title + " created", fields);
    if (text == null) {
      return call.session().forum().createThread(title).thenApply(created -> outcome);
    }
    PostText first = call.text(text);
    Await.result(call.session().forum().createThread(title));
    return PostMessage.send(call, title, first)
        .thenApply(
            post -> {
              fields.addProperty("n", post.n());
              fields.addProperty("id", Long.toString(post.id()));
              return outcome;
            });
  }

  @Override
  public Problem refused(Reply reply, Invocation call) {
    if (reply.code() != Code.EXISTS) {
      return Refusals.problem(reply, call);
    }
    String title = Refusals.title(call.arguments().word(0), call);
    return Problem.of(Code.EXISTS, "Thread " + title + " exists")
        .because(reply.owner() == null ? reply.detail() : "it was created by " + reply.owner())
        .hint("RDT " + Quoting.quoted(title));
  }
}
