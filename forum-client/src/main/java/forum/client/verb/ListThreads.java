package forum.client.verb;

import com.google.gson.JsonObject;
import forum.client.library.Refusal;
import forum.client.line.Argument;
import forum.client.line.Kind;
import forum.client.line.Syntax;
import forum.client.link.LinkFailure;
import forum.client.text.Line;
import forum.client.text.Width;
import forum.protocol.line.ThreadSummary;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/// `LST`: the threads.
final class ListThreads implements Verb {
  private static final int TITLE_COLUMNS_MAX = 32;

  @Override
  public Syntax syntax() {
    return new Syntax(
        "LST",
        "LST [part of a title]",
        List.of(),
        List.of(Argument.optional("part of a title", Kind.PATTERN)),
        false);
  }

  @Override
  public Help help() {
    return new Help(
        "list the threads",
        List.of("LST", "LST plan"),
        List.of(
            "Piped, each thread is a row: title, creator, messages, files, last user, its time, creation."),
        List.of("ls"));
  }

  @Override
  public CompletableFuture<Outcome> run(Invocation call)
      throws Refusal, LinkFailure, IOException, InterruptedException {
    Stream<ThreadSummary> rows = call.session().forum().list();
    String part = call.arguments().optionalWord(0).orElse("").toLowerCase(Locale.ROOT);
    Stream<ThreadSummary> wanted =
        part.isEmpty()
            ? rows
            : rows.filter(row -> row.title().text().toLowerCase(Locale.ROOT).contains(part));
    int count = Chunks.each(wanted, new Printing(call.report())::chunk);
    if (count == 0) {
      call.report()
          .note(part.isEmpty() ? "No threads to list" : "No thread's title contains " + part);
    }
    JsonObject fields = new JsonObject();
    fields.addProperty("threads", count);
    return CompletableFuture.completedFuture(Outcome.of("LISTED", "", fields));
  }

  /// Puts the classic line in front of the first rows.
  private static final class Printing {
    private final Report report;
    private boolean begun;

    Printing(Report report) {
      this.report = report;
    }

    void chunk(List<ThreadSummary> rows) {
      if (!begun) {
        report.heading(Line.of("The list of active threads:"));
        begun = true;
      }
      int width = rows.stream().mapToInt(row -> Width.of(row.title().text())).max().orElse(0);
      int columns = Math.min(width, TITLE_COLUMNS_MAX);
      rows.forEach(row -> report.item(new ThreadItem(row, columns)));
    }
  }
}
