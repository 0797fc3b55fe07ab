package forum.client.verb;

import com.google.gson.JsonObject;
import forum.client.library.Refusal;
import forum.client.library.Seen;
import forum.client.library.Selection;
import forum.client.line.Argument;
import forum.client.line.Kind;
import forum.client.line.MessageRange;
import forum.client.line.Option;
import forum.client.line.PointInTime;
import forum.client.line.Quoting;
import forum.client.line.Syntax;
import forum.client.link.LinkFailure;
import forum.client.text.Line;
import forum.client.text.Tone;
import forum.protocol.ThreadTitle;
import forum.protocol.line.ThreadLine;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// `RDT`: reads a thread.
final class ReadThread implements Verb {
  private static final int TERMINAL_LAST = 20;

  @Override
  public Syntax syntax() {
    return new Syntax(
        "RDT",
        "RDT [-n K | --since T | N-M | -a] title",
        List.of(
            new Option("-n", Kind.COUNT, "the last K messages"),
            new Option("--since", Kind.TIME, "from then on: 30m, 2h, 3d, 14:05, 2026-03-14"),
            Option.alone("-a", "all of it")),
        List.of(Argument.required("title", Kind.TITLE), Argument.optional("range", Kind.RANGE)),
        false);
  }

  @Override
  public Help help() {
    return new Help(
        "read a thread",
        List.of("RDT general", "RDT -n 5 general", "RDT --since 2h general", "RDT 3-9 general"),
        List.of(
            "At a terminal the last " + TERMINAL_LAST + " messages are shown, in a pipe all.",
            "A range is 7, 3-9, 12- or -5 (the last five).",
            "Piped, each line is a row: number, user, time, text, id, revision; the number of an"
                + " upload is empty. In texts, newline, TAB and \\ are \\n, \\t and \\\\."),
        List.of("read"));
  }

  @Override
  public CompletableFuture<Outcome> run(Invocation call)
      throws Failure, Refusal, LinkFailure, IOException, InterruptedException {
    int titleAt = titleAt(call);
    ThreadTitle title = call.title(titleAt);
    Selection selection = selection(call, title, titleAt == 0 ? 1 : 0);
    Reading reading = new Reading(call, title, selection);
    Chunks.each(call.session().forum().read(title, selection), reading::chunk);
    reading.end();
    return CompletableFuture.completedFuture(Outcome.of("READ", "", reading.fields()));
  }

  /// A range may stand before the title or behind it; of two words that could be ranges, the first
  /// is the range.
  private static int titleAt(Invocation call) {
    boolean two = call.arguments().words().size() == 2;
    return two && MessageRange.of(call.arguments().word(0)).isPresent() ? 1 : 0;
  }

  private static Selection selection(Invocation call, ThreadTitle title, int rangeAt)
      throws Failure {
    List<String> ways =
        List.of("-n", "--since", "-a").stream().filter(call.arguments()::has).toList();
    boolean range = rangeAt < call.arguments().words().size();
    if (ways.size() + (range ? 1 : 0) > 1) {
      throw call.misuse("choose one of -n, --since, -a and a range");
    }
    if (range) {
      return range(call, call.arguments().word(rangeAt));
    }
    return switch (ways.isEmpty() ? "" : ways.getFirst()) {
      case "-n" -> Selection.last(count(call));
      case "--since" -> since(call);
      case "-a" -> Selection.ALL;
      default -> usual(call, title);
    };
  }

  private static Selection usual(Invocation call, ThreadTitle title) {
    int fresh = call.surroundings().fresh(title);
    return call.surroundings().isInteractive()
        ? Selection.last(Math.max(TERMINAL_LAST, fresh))
        : Selection.ALL;
  }

  private static Selection range(Invocation call, String word) throws Failure {
    MessageRange range =
        MessageRange.of(word)
            .orElseThrow(() -> call.misuse("\"" + word + "\" is no range like 7, 3-9, 12- or -5"));
    return new Selection(range.last(), range.from(), range.to(), null);
  }

  private static int count(Invocation call) throws Failure {
    String word = call.arguments().option("-n").orElse("");
    if (!word.matches("[0-9]{1,9}") || word.matches("0+")) {
      throw call.misuse("-n needs a number, 1 or more");
    }
    return Integer.parseInt(word);
  }

  private static Selection since(Invocation call) throws Failure {
    String word = call.arguments().option("--since").orElse("");
    return PointInTime.of(word, call.look().now(), call.look().zone())
        .map(since -> new Selection(null, null, null, since))
        .orElseThrow(
            () -> call.misuse("--since needs a time like 30m, 2h, 3d, 14:05 or 2026-03-14"));
  }

  /// One thread while it is read. Used by one thread.
  private static final class Reading {
    private final Invocation call;
    private final ThreadTitle title;
    private final Selection selection;
    private int messages;
    private int files;

    Reading(Invocation call, ThreadTitle title, Selection selection) {
      this.call = call;
      this.title = title;
      this.selection = selection;
    }

    void chunk(List<ThreadLine.Entry> entries) {
      if (messages + files == 0) {
        sayWhatIsLeftOut(entries.getFirst());
      }
      EntryItem.Widths widths = EntryItem.Widths.of(entries, call.look());
      for (ThreadLine.Entry entry : entries) {
        take(entry);
        call.report().item(new EntryItem(title, entry, widths));
      }
    }

    private void take(ThreadLine.Entry entry) {
      switch (entry) {
        case ThreadLine.Message message -> {
          messages++;
          if (message.author().equals(call.session().user())) {
            Seen seen = new Seen(message.id(), message.revision());
            call.session().shown().remember(title, message.number(), seen);
          }
        }
        case ThreadLine.Upload _ -> files++;
      }
    }

    private void sayWhatIsLeftOut(ThreadLine.Entry first) {
      boolean byDefault =
          call.arguments().options().isEmpty() && call.arguments().words().size() == 1;
      if (byDefault && first instanceof ThreadLine.Message message && message.number() > 1) {
        String all = "RDT -a " + Quoting.quoted(title.text());
        String count = Counted.of(message.number() - 1L, "earlier message");
        call.report()
            .heading(Line.of(Tone.FAINT, "(" + count + ": ").and(Tone.COMMAND, all).and(")"));
      }
    }

    void end() {
      if (messages + files == 0) {
        boolean whole = selection.from() == null && selection.since() == null;
        call.report()
            .note(whole ? "Thread " + title + " is empty" : "There is nothing in that range");
      }
    }

    JsonObject fields() {
      JsonObject fields = new JsonObject();
      fields.addProperty("thread", title.text());
      fields.addProperty("messages", messages);
      fields.addProperty("files", files);
      return fields;
    }
  }
}
