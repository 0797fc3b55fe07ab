package forum.client.verb;

import com.google.gson.JsonObject;
import forum.client.line.Syntax;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// `XIT`: ends the session.
final class Exit implements Verb {
  /// How long one who leaves waits for the server to say goodbye. A session whose end it does not
  /// hear of ends by itself.
  private static final int PATIENCE_SECONDS = 2;

  @Override
  public Syntax syntax() {
    return new Syntax("XIT", "XIT", List.of(), List.of(), false);
  }

  @Override
  public Help help() {
    return new Help(
        "leave", List.of("XIT"), List.of("Ctrl-D does the same."), List.of("exit", "quit"));
  }

  @Override
  public CompletableFuture<Outcome> run(Invocation call) {
    Outcome goodbye = new Outcome("LEFT", "Goodbye", new JsonObject(), List.of(), true);
    return call.session()
        .forum()
        .exit()
        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .handle((reply, failure) -> goodbye);
  }
}
