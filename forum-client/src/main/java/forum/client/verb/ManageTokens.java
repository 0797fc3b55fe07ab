package forum.client.verb;

import com.google.gson.JsonObject;
import forum.client.library.Await;
import forum.client.library.Refusal;
import forum.client.line.Argument;
import forum.client.line.Kind;
import forum.client.line.Option;
import forum.client.line.PointInTime;
import forum.client.line.Syntax;
import forum.client.link.LinkFailure;
import forum.client.text.Line;
import forum.machine.Chance;
import forum.protocol.Scope;
import forum.protocol.TokenName;
import forum.protocol.line.TokenLine;
import forum.protocol.login.AccessToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/// `TOK`: makes, lists and revokes the tokens that scripts log in with.
final class ManageTokens implements Verb {
  private static final String DEFAULT_SPAN = "30d";

  @Override
  public Syntax syntax() {
    return new Syntax(
        "TOK",
        "TOK [-s -t -o VALUE] [-r] [name]",
        List.of(
            new Option("-s", Kind.SCOPE, "read (usual), post or all"),
            new Option("-t", Kind.TIME, "how long it is valid: 12h 30d (usual) 366d"),
            new Option("-o", Kind.PATH, "a new file to put it into, in place of showing it"),
            Option.alone("-r", "revoke the token of that name")),
        List.of(Argument.optional("name", Kind.TOKEN)),
        false);
  }

  @Override
  public Help help() {
    return new Help(
        "make and revoke tokens for scripts",
        List.of("TOK", "TOK -s post -t 90d -o /home/ci/.forum-token nightly", "TOK -r nightly"),
        List.of(
            "forum-client --token-file FILE logs in with one, without a password. It is shown",
            "once and never travels. read: read, list, fetch; post: and create, post, attach;",
            "all: what you may, but no PWD and no TOK. Revoking ends its sessions at once."),
        List.of());
  }

  @Override
  public CompletableFuture<Outcome> run(Invocation call)
      throws Failure, Refusal, LinkFailure, IOException, InterruptedException {
    Optional<String> name = call.arguments().optionalWord(0);
    boolean revokes = call.arguments().has("-r");
    if (name.isEmpty()) {
      if (!call.arguments().options().isEmpty()) {
        throw call.misuse("it needs a name");
      }
      return list(call);
    }
    TokenName token = Invocation.value(TokenName::new, name.get());
    return revokes ? revoke(call, token) : create(call, token);
  }

  private static CompletableFuture<Outcome> revoke(Invocation call, TokenName name) {
    JsonObject fields = new JsonObject();
    fields.addProperty("name", name.text());
    return call.session()
        .forum()
        .revokeToken(name)
        .thenApply(_ -> Outcome.of("REVOKED", "The token " + name + " is revoked", fields));
  }

  private static CompletableFuture<Outcome> create(Invocation call, TokenName name)
      throws Failure, Refusal, LinkFailure, IOException, InterruptedException {
    Scope scope =
        Invocation.value(Scope::of, call.arguments().option("-s").orElse(Scope.READ.word()));
    String span = call.arguments().option("-t").orElse(DEFAULT_SPAN);
    long seconds =
        PointInTime.span(span)
            .map(Duration::toSeconds)
            .filter(it -> it > 0)
            .orElseThrow(
                () -> call.misuse("-t needs a time such as 12h or 30d, not \"" + span + "\""));
    AccessToken token = AccessToken.random(call.session().user(), Chance.system());
    Optional<Path> file = file(call);
    try {
      Await.result(call.session().forum().createToken(token, name, scope, seconds));
    } catch (Refusal | LinkFailure e) {
      if (file.isPresent()) {
        Files.deleteIfExists(file.get());
      }
      throw e;
    }
    JsonObject fields = new JsonObject();
    fields.addProperty("name", name.text());
    fields.addProperty("scope", scope.word());
    fields.addProperty("seconds", seconds);
    String what = "Token " + name + " (" + scope.word() + ", " + span + ")";
    if (file.isPresent()) {
      Files.writeString(file.get(), token.text() + "\n");
      return CompletableFuture.completedFuture(
          Outcome.of("CREATED", what + " is in " + file.get(), fields));
    }
    call.report().note(what + ", shown this once:");
    call.report().item(new NewToken(name, token));
    return CompletableFuture.completedFuture(Outcome.of("CREATED", "", fields));
  }

  /// An empty file for its owner alone, made before the token is: what cannot be kept is not made.
  private static Optional<Path> file(Invocation call) throws Failure, IOException {
    Optional<String> written = call.arguments().option("-o");
    if (written.isEmpty()) {
      return Optional.empty();
    }
    Path path = LocalPaths.of(call, written.get());
    return Optional.of(
        Files.createFile(
            path,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))));
  }

  private static CompletableFuture<Outcome> list(Invocation call)
      throws Refusal, LinkFailure, InterruptedException {
    try (Stream<TokenLine> tokens = call.session().forum().tokens()) {
      List<TokenLine> rows = tokens.toList();
      call.report().heading(Line.of(Counted.of(rows.size(), "token")));
      rows.forEach(row -> call.report().item(new TokenItem(row, call.look().now())));
      JsonObject fields = new JsonObject();
      fields.addProperty("tokens", rows.size());
      return CompletableFuture.completedFuture(Outcome.of("LISTED", "", fields));
    }
  }
}
