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

/// `ULK`: let everybody change a thread again.
final class UnlockThread implements Verb {
  @Override
  public Syntax syntax() {
    return new Syntax(
        "ULK",
        "ULK title [reason]",
        List.of(),
        List.of(Argument.required("title", Kind.TITLE)),
        true);
  }

  @Override
  public Help help() {
    return new Help(
        "let everybody change a thread again",
        List.of("ULK general"),
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
        .order(new Request.LockThread(title, false, Orders.reason(call)))
        .thenApply(_ -> Outcome.of("UNLOCKED", "Thread " + title + " unlocked", fields));
  }

  @Override
  public Problem refused(Reply reply, Invocation call) {
    return reply.code() == Code.EXISTS
        ? Problem.of(Code.EXISTS, "Nothing to unlock").because(reply.detail()).hint("LST")
        : Refusals.problem(reply, call);
  }
}
