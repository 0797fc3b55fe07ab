package forum.client.verb;

import forum.client.library.Digest;
import forum.client.library.Refusal;
import forum.client.library.Transferred;
import forum.client.line.Argument;
import forum.client.line.Kind;
import forum.client.line.Option;
import forum.client.line.Quoting;
import forum.client.line.Syntax;
import forum.client.link.LinkFailure;
import forum.client.text.Line;
import forum.machine.Ticker;
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
      throws Failure, Refusal, LinkFailure, IOException, InterruptedException {
    ThreadTitle title = call.title(0);
    FileName name = call.fileName(1);
    if (call.arguments().option("-o").filter("-"::equals).isPresent()) {
      return CompletableFuture.completedFuture(toOutput(call, title, name));
    }
    Path target = target(call, name);
    Reply.Grant grant = call.session().forum().offer(title, name);
    String sha256 = digest(grant);
    if (Files.exists(target) && !call.arguments().has("-f")) {
      return CompletableFuture.completedFuture(existing(title, name, target, grant));
    }
    Duration took = fetch(call, name, grant, target);
    return CompletableFuture.completedFuture(
        outcome(
            name + " successfully downloaded",
            title,
            name,
            new Transferred(grant.size(), sha256),
            took,
            target));
  }

  private static String digest(Reply.Grant grant) {
    return grant.sha256() == null ? "" : grant.sha256();
  }

  private static Duration fetch(Invocation call, FileName name, Reply.Grant grant, Path target)
      throws IOException {
    Ticker ticker = call.session().ticker();
    long started = ticker.nanos();
    try (Surroundings.Watch watch = call.surroundings().watch(name.text())) {
      call.session().forum().download(grant, target, watch);
    }
    return Duration.ofNanos(ticker.nanos() - started);
  }

  private static Path target(Invocation call, FileName name) throws Failure {
    String written = call.arguments().option("-o").orElse(name.text());
    Path path = LocalPaths.of(call, written);
    return Files.isDirectory(path) ? path.resolve(name.text()) : path;
  }

  /// A file that is there is left alone: fine when it is the same, a problem when it is another.
  private static Outcome existing(ThreadTitle title, FileName name, Path target, Reply.Grant grant)
      throws Failure, IOException {
    boolean same =
        Files.isRegularFile(target)
            && Files.size(target) == grant.size()
            && Digest.ofFile(target).equals(grant.sha256());
    if (!same) {
      String rest = " " + Quoting.quoted(title.text()) + " " + Quoting.quoted(name.text());
      throw new Failure(
          Problem.of(LocalCode.LOCAL_FILE, "local: " + target + " exists and is another file")
              .because("it is never overwritten unless you say so")
              .hint("DWN -f" + rest));
    }
    Transferred there = new Transferred(grant.size(), digest(grant));
    Outcome outcome =
        outcome(
            name + " is already there (same sha-256)", title, name, there, Duration.ZERO, target);
    return new Outcome(outcome.code(), outcome.phrase(), outcome.fields(), List.of(), false);
  }

  private static Outcome outcome(
      String phrase,
      ThreadTitle title,
      FileName name,
      Transferred transferred,
      Duration took,
      Path target) {
    var fields = TransferNote.fields(title, name, transferred);
    fields.addProperty("path", target.toString());
    Line line = TransferNote.line(transferred, took, " -> " + target);
    return new Outcome("DOWNLOADED", phrase, fields, List.of(line), false);
  }

  /// Bytes go to the output only once they are whole and verified.
  private static Outcome toOutput(Invocation call, ThreadTitle title, FileName name)
      throws Failure, Refusal, LinkFailure, IOException, InterruptedException {
    OutputStream output = call.surroundings().output();
    Reply.Grant grant = call.session().forum().offer(title, name);
    Path folder = Files.createTempDirectory("forum");
    Path file = folder.resolve("download");
    try {
      fetch(call, name, grant, file);
      Files.copy(file, output);
      output.flush();
      Transferred transferred = new Transferred(grant.size(), digest(grant));
      return Outcome.of("DOWNLOADED", "", TransferNote.fields(title, name, transferred));
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(folder);
    }
  }
}
