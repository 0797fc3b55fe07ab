package forum.client.verb;

import com.google.gson.JsonObject;
import forum.client.library.Refusal;
import forum.client.line.Argument;
import forum.client.line.Kind;
import forum.client.line.Option;
import forum.client.line.Quoting;
import forum.client.line.Syntax;
import forum.client.link.LinkFailure;
import forum.client.transfer.LocalFile;
import forum.client.transfer.TransferFailure;
import forum.protocol.Code;
import forum.protocol.FileName;
import forum.protocol.Reply;
import forum.protocol.ThreadTitle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// `UPD`: attaches a file to a thread.
final class UploadFile implements Verb {
  @Override
  public Syntax syntax() {
    return new Syntax(
        "UPD",
        "UPD [-n NAME] title path",
        List.of(new Option("-n", Kind.NEW_NAME, "the name it gets in the thread")),
        List.of(
            Argument.required("title", Kind.TITLE),
            Argument.required("path of a file after the title", Kind.PATH)),
        false);
  }

  @Override
  public Help help() {
    return new Help(
        "attach a file to a thread",
        List.of("UPD general notes.pdf", "UPD -n plan.txt general ~/Documents/plan-v3.txt"),
        List.of("An upload that was cut off goes on where it stopped when you repeat it."),
        List.of());
  }

  @Override
  public CompletableFuture<Outcome> run(Invocation call)
      throws Failure, Refusal, LinkFailure, TransferFailure, InterruptedException {
    ThreadTitle title = call.title(0);
    Path path = LocalPaths.existing(call, call.arguments().word(1));
    FileName name = Invocation.value(FileName::new, name(call, path));
    long started = call.session().ticker().nanos();
    LocalFile file = send(call, title, name, path);
    Duration took = Duration.ofNanos(call.session().ticker().nanos() - started);
    JsonObject fields = TransferNote.fields(title, name, file.size(), file.digest());
    return CompletableFuture.completedFuture(
        new Outcome(
            "UPLOADED",
            name + " uploaded to " + title + " thread",
            fields,
            List.of(TransferNote.line(fields, took, "")),
            false));
  }

  private static LocalFile send(Invocation call, ThreadTitle title, FileName name, Path path)
      throws Refusal, LinkFailure, TransferFailure, InterruptedException {
    try (Surroundings.Watch watch = call.surroundings().watch(name.text())) {
      return call.session().forum().upload(title, name, path, watch);
    }
  }

  private static String name(Invocation call, Path path) {
    Path last = path.getFileName();
    return call.arguments().option("-n").orElse(last == null ? "" : last.toString());
  }

  @Override
  public Problem refused(Reply reply, Invocation call) {
    if (reply.code() != Code.EXISTS) {
      return Refusals.problem(reply, call);
    }
    String title = Refusals.title(call.arguments().word(0), call);
    String path = Quoting.quoted(call.arguments().word(1));
    return Problem.of(Code.EXISTS, "File already exists in Thread " + title)
        .because(reply.owner() == null ? reply.detail() : "it was uploaded by " + reply.owner())
        .hint("UPD -n NEWNAME " + Quoting.quoted(title) + " " + path);
  }
}
