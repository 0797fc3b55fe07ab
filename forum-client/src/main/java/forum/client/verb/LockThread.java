package forum.client.verb;

import com.google.gson.JsonObject;
import forum.client.line.Argument;
import forum.client.line.Kind;
import forum.client.line.Syntax;
import forum.protocol.Code;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// `LCK`: let nobody but moderators change a thread.
final class LockThread implements Verb {
  @Override
  public Syntax syntax() {
    return new Syntax(
        "LCK",
        "LCK title [reason]",
        List.of(),
        List.of(Argument.required("title", Kind.TITLE)),
        true);
  }

  @Override
  public Help help() {
    return new Help(
        "let nobody but moderators change a thread",
        List.of("LCK general"),
        List.of("For moderators. It is kept in the audit log, with the reason."),
        List.of());
  }

  @Override
  public boolean isForModerators() {
    return true;
  }

  @Override
  public CompletableFuture<Outcome> run(Invocation call) throws Failure {
    ThreadTitle title = call.title(0);
    JsonObject fields = new JsonObject();
    fields.addProperty("thread", title.text());
    return call.session()
        .forum()
        .order(new Request.LockThread(title, true, Orders.reason(call)))
        .thenApply(_ -> Outcome.of("LOCKED", "Thread " + title + " locked", fields));
  }

  @Override
  public Problem refused(Reply reply, Invocation call) {
    return reply.code() == Code.EXISTS
        ? Problem.of(Code.EXISTS, "Nothing to lock").because(reply.detail()).hint("LST")
        : Refusals.problem(reply, call);
  }
}
