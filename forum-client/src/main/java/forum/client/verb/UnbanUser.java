package forum.client.verb;

import com.google.gson.JsonObject;
import forum.client.line.Argument;
import forum.client.line.Kind;
import forum.client.line.Syntax;
import forum.protocol.Request;
import forum.protocol.Subject;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// `UNB`: lets a user or an address in again.
final class UnbanUser implements Verb {
  @Override
  public Syntax syntax() {
    return new Syntax(
        "UNB",
        "UNB name|address [reason]",
        List.of(),
        List.of(Argument.required("name or address", Kind.USER)),
        true);
  }

  @Override
  public Help help() {
    return new Help(
        "let a user or an address in again",
        List.of("UNB hans"),
        List.of("For moderators. BAN alone shows who is kept out."),
        List.of());
  }

  @Override
  public boolean isForModerators() {
    return true;
  }

  @Override
  public CompletableFuture<Outcome> run(Invocation call) throws Failure {
    Subject subject = Invocation.value(Subject::of, call.arguments().word(0));
    JsonObject fields = new JsonObject();
    fields.addProperty("subject", subject.text());
    return call.session()
        .forum()
        .order(new Request.Unban(subject.text(), Orders.reason(call)))
        .thenApply(_ -> Outcome.of("UNBANNED", subject.text() + " can log in again", fields));
  }
}
