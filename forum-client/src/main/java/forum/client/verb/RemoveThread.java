package forum.client.verb;

import com.google.gson.JsonObject;
import forum.client.library.Refusal;
import forum.client.library.Selection;
import forum.client.line.Argument;
import forum.client.line.Kind;
import forum.client.line.Option;
import forum.client.line.Syntax;
import forum.client.link.LinkFailure;
import forum.protocol.Code;
import forum.protocol.Reply;
import forum.protocol.ThreadTitle;
import forum.protocol.UserName;
import forum.protocol.line.ThreadLine;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/// `RMV`: removes one's own thread with all that is in it.
final class RemoveThread implements Verb {
  @Override
  public Syntax syntax() {
    return new Syntax(
        "RMV",
        "RMV [-y] title",
        List.of(Option.alone("-y", "do not ask")),
        List.of(Argument.required("title", Kind.TITLE)),
        false);
  }

  @Override
  public Help help() {
    return new Help(
        "remove one of your threads",
        List.of("RMV general"),
        List.of(
            "All its messages and files go with it.",
            "At a terminal you are asked first if others have posted in it."),
        List.of());
  }

  @Override
  public CompletableFuture<Outcome> run(Invocation call)
      throws Failure, Refusal, LinkFailure, IOException, InterruptedException {
    ThreadTitle title = call.title(0);
    JsonObject fields = new JsonObject();
    fields.addProperty("thread", title.text());
    if (!isWanted(call, title)) {
      return CompletableFuture.completedFuture(
          Outcome.of("CANCELLED", "Nothing was removed", fields));
    }
    return call.session()
        .forum()
        .remove(title)
        .thenApply(
            reply -> {
              call.session().removed(title);
              return Outcome.of("REMOVED", "Thread " + title + " removed", fields);
            });
  }

  private static boolean isWanted(Invocation call, ThreadTitle title)
      throws Refusal, LinkFailure, IOException, InterruptedException {
    if (call.arguments().has("-y") || !call.surroundings().isInteractive()) {
      return true;
    }
    return !othersPosted(call, title)
        || call.surroundings().confirm("Others have posted in " + title + ". Remove it?");
  }

  private static boolean othersPosted(Invocation call, ThreadTitle title)
      throws Refusal, LinkFailure, IOException, InterruptedException {
    UserName user = call.session().user();
    try (Stream<ThreadLine.Entry> entries = call.session().forum().read(title, Selection.ALL)) {
      return entries.anyMatch(entry -> !EntryItem.user(entry).equals(user));
    }
  }

  @Override
  public Problem refused(Reply reply, Invocation call) {
    return reply.code() == Code.NOT_OWNER
        ? Refusals.notOwner(
            reply, "The thread was created by another user and cannot be removed", "it belongs to")
        : Refusals.problem(reply, call);
  }
}
