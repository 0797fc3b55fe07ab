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

/// `LCK`: let nobody but moderators change a thread; `ULK`: let everybody change it again.
final class LockThread implements Verb {
  private final String word;
  private final String summary;
  private final boolean locks;

  private LockThread(String word, String summary, boolean locks) {
    this.word = word;
    this.summary = summary;
    this.locks = locks;
  }

  static LockThread lock() {
    return new LockThread("LCK", "let nobody but moderators change a thread", true);
  }

  static LockThread unlock() {
    return new LockThread("ULK", "let everybody change a thread again", false);
  }

  @Override
  public Syntax syntax() {
    return new Syntax(
        word,
        word + " title [reason]",
        List.of(),
        List.of(Argument.required("title", Kind.TITLE)),
        true);
  }

  @Override
  public Help help() {
    return new Help(
        summary,
        List.of(word + " general"),
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
        .order(new Request.LockThread(title, locks, Orders.reason(call)))
        .thenApply(_ -> done(title, fields));
  }

  private Outcome done(ThreadTitle title, JsonObject fields) {
    return locks
        ? Outcome.of("LOCKED", "Thread " + title + " locked", fields)
        : Outcome.of("UNLOCKED", "Thread " + title + " unlocked", fields);
  }

  @Override
  public Problem refused(Reply reply, Invocation call) {
    return reply.code() == Code.EXISTS
        ? Problem.of(Code.EXISTS, locks ? "Nothing to lock" : "Nothing to unlock")
            .because(reply.detail())
            .hint("LST")
        : Refusals.problem(reply, call);
  }
}
