package forum.client.verb;

import com.google.gson.JsonObject;
import forum.client.line.Syntax;
import forum.client.link.ServerLink;
import forum.client.text.Line;
import forum.client.text.Look;
import forum.client.text.Times;
import forum.protocol.Versions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/// `STA`: the session, the server and the path between.
final class ShowStatus implements Verb {
  @Override
  public Syntax syntax() {
    return new Syntax("STA", "STA", List.of(), List.of(), false);
  }

  @Override
  public Help help() {
    return new Help(
        "your session, round-trip time, loss",
        List.of("STA"),
        List.of("Piped, one row: server, user, since, round trip in ms, sent, repeated, waiting."),
        List.of());
  }

  @Override
  public CompletableFuture<Outcome> run(Invocation call) {
    StatusItem item =
        new StatusItem(call.surroundings().server(), call.session(), call.surroundings().status());
    call.report().item(item);
    return CompletableFuture.completedFuture(Outcome.of("STATUS", "", new JsonObject()));
  }

  private record StatusItem(String server, Session session, ServerLink.Status status)
      implements Item {
    @Override
    public JsonObject json() {
      JsonObject json = new JsonObject();
      json.addProperty("type", "status");
      json.addProperty("server", server);
      json.addProperty("user", session.user().text());
      json.addProperty("since", Times.exact(session.since()));
      json.addProperty("roundTripMs", status.roundTripMicros() / 1000.0);
      json.addProperty("sent", status.sent());
      json.addProperty("repeated", status.repeated());
      json.addProperty("waiting", status.unanswered());
      json.addProperty("client", Versions.PROGRAM);
      json.addProperty("protocol", Versions.WIRE);
      return json;
    }

    @Override
    public List<String> columns() {
      return List.of(
          server,
          session.user().text(),
          Times.exact(session.since()),
          roundTrip(),
          Long.toString(status.sent()),
          Long.toString(status.repeated()),
          Integer.toString(status.unanswered()));
    }

    private String roundTrip() {
      return String.format(Locale.ROOT, "%.1f", status.roundTripMicros() / 1000.0);
    }

    @Override
    public List<Line> lines(Look look) {
      List<Line> lines = new ArrayList<>();
      lines.add(row("server", server));
      lines.add(row("user", session.user() + ", here since " + look.time(session.since())));
      lines.add(row("path", "round trip " + roundTrip() + " ms, " + repeated()));
      if (status.silence().compareTo(Duration.ofSeconds(1)) > 0) {
        lines.add(row("silence", Times.span(status.silence()) + ", waiting for an answer"));
      }
      lines.add(row("client", "forum-client " + Versions.PROGRAM + ", protocol " + Versions.WIRE));
      return lines;
    }

    private String repeated() {
      long percent = status.sent() == 0 ? 0 : Math.round(100.0 * status.repeated() / status.sent());
      return Counted.of(status.sent(), "datagram")
          + " sent, "
          + status.repeated()
          + " of them again ("
          + percent
          + " %)";
    }

    private static Line row(String name, String value) {
      return Line.of("  " + name + " ".repeat(9 - name.length()) + value);
    }
  }
}
