package forum.client.verb;

import com.google.gson.JsonObject;
import forum.client.library.Refusal;
import forum.client.line.Argument;
import forum.client.line.Kind;
import forum.client.line.Option;
import forum.client.line.PointInTime;
import forum.client.line.Syntax;
import forum.client.link.LinkFailure;
import forum.client.text.Line;
import forum.protocol.Request;
import forum.protocol.Subject;
import forum.protocol.line.BanLine;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// `BAN`: keeps a user or an address out, or shows who is kept out.
final class BanUser implements Verb {
  @Override
  public Syntax syntax() {
    return new Syntax(
        "BAN",
        "BAN [-t TIME] [who [reason]]",
        List.of(new Option("-t", Kind.TIME, "for how long: 30m 2h 7d; without it until UNB")),
        List.of(Argument.optional("name or address", Kind.USER)),
        true);
  }

  @Override
  public Help help() {
    return new Help(
        "keep a user or an address out, or show who is",
        List.of("BAN -t 2h hans enough for today", "BAN 192.168.1.77 guessing", "BAN"),
        List.of(
            "For moderators. Sessions end at once; who is kept out is told until when and why.",
            "It is kept in the audit log. UNB undoes it."),
        List.of());
  }

  @Override
  public boolean isForModerators() {
    return true;
  }

  @Override
  public CompletableFuture<Outcome> run(Invocation call)
      throws Failure, Refusal, LinkFailure, IOException, InterruptedException {
    return call.arguments().words().isEmpty() ? list(call) : ban(call);
  }

  private static CompletableFuture<Outcome> ban(Invocation call) throws Failure {
    Subject subject = Invocation.value(Subject::of, call.arguments().word(0));
    Long seconds = seconds(call);
    JsonObject fields = new JsonObject();
    fields.addProperty("subject", subject.text());
    fields.addProperty("seconds", seconds);
    String span = seconds == null ? "until UNB" : "for " + call.arguments().option("-t").orElse("");
    return call.session()
        .forum()
        .order(new Request.Ban(subject.text(), seconds, Orders.reason(call)))
        .thenApply(_ -> Outcome.of("BANNED", subject.text() + " is banned " + span, fields));
  }

  private static @Nullable Long seconds(Invocation call) throws Failure {
    String span = call.arguments().option("-t").orElse(null);
    if (span == null) {
      return null;
    }
    return PointInTime.span(span)
        .map(Duration::toSeconds)
        .filter(seconds -> seconds > 0)
        .orElseThrow(
            () -> call.misuse("-t needs a time such as 30m, 2h or 7d, not \"" + span + "\""));
  }

  private static CompletableFuture<Outcome> list(Invocation call)
      throws Refusal, LinkFailure, InterruptedException {
    try (Stream<BanLine> bans = call.session().forum().bans()) {
      List<BanLine> rows = bans.toList();
      call.report().heading(Line.of(Counted.of(rows.size(), "ban")));
      rows.forEach(row -> call.report().item(new BanItem(row)));
      JsonObject fields = new JsonObject();
      fields.addProperty("bans", rows.size());
      return CompletableFuture.completedFuture(Outcome.of("LISTED", "", fields));
    }
  }
}
