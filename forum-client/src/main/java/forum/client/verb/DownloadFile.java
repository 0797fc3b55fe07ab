package forum.client.verb;

import com.google.gson.JsonObject;
import forum.client.library.Refusal;
import forum.client.line.Argument;
import forum.client.line.Kind;
import forum.client.line.Option;
import forum.client.line.Syntax;
import forum.client.link.LinkFailure;
import forum.client.transfer.Downloader;
import forum.client.transfer.TransferFailure;
import forum.protocol.FileName;
import forum.protocol.Reply;
import forum.protocol.ThreadTitle;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// `DWN`: fetches an attachment.
final class DownloadFile implements Verb {
  @Override
  public Syntax syntax() {
    return new Syntax(
        "DWN",
        "DWN [-o PATH|-] [-f] title name",
        List.of(
            new Option("-o", Kind.PATH, "where to put it; - is the standard output"),
            Option.alone("-f", "replace a file that is there")),
        List.of(
            Argument.required("title", Kind.TITLE),
            Argument.required("file name after the title", Kind.ATTACHMENT)),
        false);
  }

  @Override
  public Help help() {
    return new Help(
        "fetch a file from a thread",
        List.of("DWN general notes.pdf", "DWN -o /tmp/n.pdf general notes.pdf"),
        List.of(
            "The file is put into the folder the client was started in.",
            "A file that is there is never overwritten without -f.",
            "A download that was cut off goes on where it stopped when you repeat it."),
        List.of());
  }

  @Override
  public CompletableFuture<Outcome> run(Invocation call)
      throws Failure, Refusal, LinkFailure, IOException, TransferFailure, InterruptedException {
    ThreadTitle title = call.title(0);
    FileName name = call.fileName(1);
    boolean toOutput = call.arguments().option("-o").filter("-"::equals).isPresent();
    return CompletableFuture.completedFuture(
        toOutput ? toOutput(call, title, name) : toFile(call, title, name));
  }

  private static Outcome toFile(Invocation call, ThreadTitle title, FileName name)
      throws Failure, Refusal, LinkFailure, TransferFailure, InterruptedException {
    Path target = target(call, name);
    Reply.Grant grant = call.session().forum().offer(title, name);
    long started = call.session().ticker().nanos();
    Downloader.Outcome end = fetch(call, grant, target, name);
    Duration took = Duration.ofNanos(call.session().ticker().nanos() - started);
    JsonObject fields = fields(title, name, grant);
    fields.addProperty("path", target.toString());
    return switch (end) {
      case FETCHED ->
          new Outcome(
              "DOWNLOADED",
              name + " successfully downloaded",
              fields,
              List.of(TransferNote.line(fields, took, " -> " + target)),
              false);
      case ALREADY_THERE ->
          Outcome.of("DOWNLOADED", name + " is already there (same sha-256)", fields);
    };
  }

  private static JsonObject fields(ThreadTitle title, FileName name, Reply.Grant grant) {
    String sha256 = grant.sha256() == null ? "" : grant.sha256();
    return TransferNote.fields(title, name, grant.size(), sha256);
  }

  private static Path target(Invocation call, FileName name) throws Failure {
    Path path = LocalPaths.of(call, call.arguments().option("-o").orElse(name.text()));
    return Files.isDirectory(path) ? path.resolve(name.text()) : path;
  }

  private static Downloader.Outcome fetch(
      Invocation call, Reply.Grant grant, Path target, FileName name)
      throws Failure, TransferFailure {
    boolean overwrite = call.arguments().has("-f");
    try (Surroundings.Watch watch = call.surroundings().watch(name.text())) {
      return call.session().forum().download(grant, target, overwrite, watch);
    } catch (TransferFailure failure) {
      boolean taken =
          failure.kind() == TransferFailure.Kind.LOCAL_FILE
              && Files.isRegularFile(target)
              && !overwrite;
      if (taken) {
        throw inTheWay(call, target);
      }
      throw failure;
    }
  }

  private static Failure inTheWay(Invocation call, Path target) {
    return new Failure(
        Problem.of(LocalCode.LOCAL_FILE, "local: " + target + " exists and is another file")
            .because("it is never overwritten unless you say so")
            .hint("DWN -f" + call.arguments().written()));
  }

  private static Outcome toOutput(Invocation call, ThreadTitle title, FileName name)
      throws Failure, Refusal, LinkFailure, IOException, TransferFailure, InterruptedException {
    OutputStream output = call.surroundings().output();
    Reply.Grant grant = call.session().forum().offer(title, name);
    try (Surroundings.Watch watch = call.surroundings().watch(name.text())) {
      call.session().forum().download(grant, output, watch);
    }
    return Outcome.of("DOWNLOADED", "", fields(title, name, grant));
  }
}
