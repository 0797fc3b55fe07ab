package forum.client.verb;

import com.google.gson.JsonObject;
import forum.client.line.Argument;
import forum.client.line.Kind;
import forum.client.line.Syntax;
import forum.protocol.Request;
import forum.protocol.UserName;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// `KCK`: ends all sessions of a user.
final class KickUser implements Verb {
  @Override
  public Syntax syntax() {
    return new Syntax(
        "KCK", "KCK name [reason]", List.of(), List.of(Argument.required("name", Kind.USER)), true);
  }

  @Override
  public Help help() {
    return new Help(
        "end the sessions of a user, who may log in again",
        List.of("KCK hans please read the rules first"),
        List.of("For moderators. It is kept in the audit log, with the reason."),
        List.of());
  }

  @Override
  public boolean isForModerators() {
    return true;
  }

  @Override
  public CompletableFuture<Outcome> run(Invocation call) throws Failure {
    UserName user = Invocation.value(UserName::new, call.arguments().word(0));
    JsonObject fields = new JsonObject();
    fields.addProperty("user", user.text());
    return call.session()
        .forum()
        .order(new Request.Kick(user, Orders.reason(call)))
        .thenApply(_ -> Outcome.of("KICKED", user + " was kicked", fields));
  }
}
