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
import forum.protocol.Code;
import forum.protocol.PostText;
import forum.protocol.Reply;
import forum.protocol.ThreadTitle;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// `EDT`: replaces the text of one's own message.
final class EditMessage implements Verb {
  @Override
  public Syntax syntax() {
    return new Syntax(
        "EDT",
        "EDT [-f FILE] title number [text]",
        List.of(new Option("-f", Kind.PATH, "take the text from a file, - is what is piped in")),
        List.of(
            Argument.required("title", Kind.TITLE),
            Argument.required("message number after the title", Kind.OWN_MESSAGE)),
        true);
  }

  @Override
  public Help help() {
    return new Help(
        "edit one of your messages",
        List.of("EDT general 4 the new text"),
        List.of(
            "Without a text, your $EDITOR opens with the present one (at a terminal).",
            "If the number means another message than the one you saw, nothing is changed and the"
                + " new number is shown."),
        List.of());
  }

  @Override
  public CompletableFuture<Outcome> run(Invocation call)
      throws Failure, Refusal, LinkFailure, IOException, InterruptedException {
    ThreadTitle title = call.title(0);
    int n = call.number(1);
    Optional<String> text = Texts.given(call);
    if (text.isPresent()) {
      return send(call, title, n, call.text(text.get()));
    }
    String present = OwnMessages.text(call, title, n);
    return Texts.composed(
        call,
        new Draft(title, "replaces message " + n + " of thread " + title, present),
        written -> Await.result(send(call, title, n, written)));
  }

  private static CompletableFuture<Outcome> send(
      Invocation call, ThreadTitle title, int n, PostText text) {
    Seen seen = call.session().shown().at(title, n);
    return call.session()
        .forum()
        .edit(title, n, seen, text)
        .thenApply(reply -> edited(call, title, n, reply));
  }

  private static Outcome edited(Invocation call, ThreadTitle title, int n, Reply reply) {
    JsonObject fields = new JsonObject();
    fields.addProperty("thread", title.text());
    fields.addProperty("n", n);
    Reply.Post post = reply.post();
    if (post != null) {
      call.session().shown().remember(title, post.n(), new Seen(post.id(), post.rev()));
      fields.addProperty("id", Long.toString(post.id()));
      fields.addProperty("rev", post.rev());
    }
    return Outcome.of("EDITED", "The message has been edited", fields);
  }

  @Override
  public Problem refused(Reply reply, Invocation call) {
    return reply.code() == Code.NOT_OWNER
        ? Refusals.notOwner(
            reply,
            "The message belongs to another user and cannot be edited",
            "message " + call.arguments().word(1) + " is by")
        : OwnMessages.refused(reply, call);
  }
}
