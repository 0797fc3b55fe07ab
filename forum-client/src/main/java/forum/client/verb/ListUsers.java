package forum.client.verb;

import com.google.gson.JsonObject;
import forum.client.library.Refusal;
import forum.client.line.Argument;
import forum.client.line.Kind;
import forum.client.line.Syntax;
import forum.client.link.LinkFailure;
import forum.client.text.Line;
import forum.protocol.Code;
import forum.protocol.line.Presence;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/// `WHO`: who is on-line.
final class ListUsers implements Verb {
  @Override
  public Syntax syntax() {
    return new Syntax(
        "WHO", "WHO [name]", List.of(), List.of(Argument.optional("name", Kind.USER)), false);
  }

  @Override
  public Help help() {
    return new Help(
        "who is on-line",
        List.of("WHO"),
        List.of("Piped, each session is a row: user, since, address, seconds idle."),
        List.of());
  }

  @Override
  public CompletableFuture<Outcome> run(Invocation call)
      throws Failure, Refusal, LinkFailure, IOException, InterruptedException {
    List<Presence> rows = rows(call);
    long users = rows.stream().map(Presence::user).distinct().count();
    call.report().heading(Line.of(Counted.of(users, "user") + " on-line"));
    int columns = rows.stream().mapToInt(row -> row.user().text().length()).max().orElse(0);
    rows.forEach(row -> call.report().item(new UserItem(row, columns)));
    JsonObject fields = new JsonObject();
    fields.addProperty("users", users);
    return CompletableFuture.completedFuture(Outcome.of("LISTED", "", fields));
  }

  private static List<Presence> rows(Invocation call)
      throws Failure, Refusal, LinkFailure, IOException, InterruptedException {
    String name = call.arguments().optionalWord(0).orElse("");
    try (Stream<Presence> users = call.session().forum().users()) {
      List<Presence> rows =
          users.filter(row -> name.isEmpty() || row.user().text().equals(name)).toList();
      if (rows.isEmpty() && !name.isEmpty()) {
        throw new Failure(
            Problem.of(Code.NO_SUCH_USER, "user " + name + " is not on-line").hint("WHO"));
      }
      return rows;
    }
  }
}
