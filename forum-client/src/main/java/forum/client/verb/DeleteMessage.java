package forum.client.verb;

import com.google.gson.JsonObject;
import forum.client.library.Seen;
import forum.client.line.Argument;
import forum.client.line.Kind;
import forum.client.line.Syntax;
import forum.protocol.Code;
import forum.protocol.Reply;
import forum.protocol.ThreadTitle;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// `DLT`: deletes one's own message.
final class DeleteMessage implements Verb {
  @Override
  public Syntax syntax() {
    return new Syntax(
        "DLT",
        "DLT title number",
        List.of(),
        List.of(
            Argument.required("title", Kind.TITLE),
            Argument.required("message number after the title", Kind.OWN_MESSAGE)),
        false);
  }

  @Override
  public Help help() {
    return new Help(
        "delete one of your messages",
        List.of("DLT general 4"),
        List.of(
            "Later messages move up by one.",
            "If the number means another message than the one you saw, nothing is deleted and the"
                + " new number is shown."),
        List.of());
  }

  @Override
  public CompletableFuture<Outcome> run(Invocation call) throws Failure {
    ThreadTitle title = call.title(0);
    int n = call.number(1);
    Seen seen = call.session().shown().at(title, n);
    return call.session()
        .forum()
        .delete(title, n, seen)
        .thenApply(reply -> deleted(call, title, n, reply));
  }

  private static Outcome deleted(Invocation call, ThreadTitle title, int n, Reply reply) {
    call.session().shown().deleted(title, n);
    JsonObject fields = new JsonObject();
    fields.addProperty("thread", title.text());
    fields.addProperty("n", n);
    if (reply.post() != null) {
      fields.addProperty("id", Long.toString(reply.post().id()));
    }
    return Outcome.of("DELETED", "The message has been deleted", fields);
  }

  @Override
  public Problem refused(Reply reply, Invocation call) {
    return reply.code() == Code.NOT_OWNER
        ? Refusals.notOwner(
            reply,
            "The message belongs to another user and cannot be deleted",
            "message " + call.arguments().word(1) + " is by")
        : OwnMessages.refused(reply, call);
  }
}
