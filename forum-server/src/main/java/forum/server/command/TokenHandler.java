package forum.server.command;

import forum.machine.Ticker;
import forum.protocol.Code;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.Scope;
import forum.protocol.TokenName;
import forum.protocol.line.TokenLine;
import forum.server.account.ScriptToken;
import forum.server.account.ScriptTokens;
import forum.server.model.Act;
import forum.server.model.Event;
import forum.server.transfer.LongText;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `TOK`, `TKR`, `TKL`: somebody makes, revokes and lists the own tokens. The token itself stays
/// with the client.
record TokenHandler(ScriptTokens tokens, Ticker ticker) {
  private static final long SECONDS_MIN = 60;
  private static final long SECONDS_MAX = Duration.ofDays(366).toSeconds();

  Decision decide(Caller caller, Request.CreateToken create) {
    TokenName name = new TokenName(create.name());
    Scope scope = Scope.of(create.scope());
    Reply refusal = refusal(caller, create, name);
    if (refusal != null) {
      return new Decision.Refuse(refusal);
    }
    Instant until = ticker.now().plusSeconds(create.seconds());
    String about = "%s of %s, %s, until %s".formatted(name, caller.user(), scope.word(), until);
    return new Decision.Do(
        new Event.TokenCreated(
            caller.user(), name.text(), scope.word(), until.toEpochMilli(), create.sha256()),
        Reply.ok(),
        Act.of(caller.user(), "token", about, null));
  }

  private @Nullable Reply refusal(Caller caller, Request.CreateToken create, TokenName name) {
    if (!caller.peer().isPrivate()) {
      return Reply.refused(
          Code.NOT_ALLOWED, "no token is made in the clear, where others can listen");
    }
    if (create.seconds() < SECONDS_MIN || create.seconds() > SECONDS_MAX) {
      return Reply.refused(Code.USAGE, "a token is valid for 1 minute to 366 days");
    }
    if (!create.sha256().matches("[0-9a-f]{64}")) {
      return Reply.refused(Code.BAD_NAME, "a SHA-256 has 64 hexadecimal digits");
    }
    if (tokens.valid(caller.user(), name, ticker.now()).isPresent()) {
      return Reply.refused(Code.EXISTS, "you have a token " + name + " already");
    }
    long valid = tokens.of(caller.user()).stream().filter(it -> it.isValid(ticker.now())).count();
    return valid < ScriptTokens.PER_USER
        ? null
        : Reply.refused(
            Code.QUOTA, "you have " + valid + " tokens, which is the limit; revoke one of them");
  }

  Decision decide(Caller caller, Request.RevokeToken revoke) {
    TokenName name = new TokenName(revoke.name());
    Optional<ScriptToken> token = tokens.valid(caller.user(), name, ticker.now());
    if (token.isEmpty()) {
      return new Decision.Refuse(
          Reply.refused(Code.NO_SUCH_TOKEN, "you have no valid token " + name));
    }
    return new Decision.Do(
        new Event.TokenRevoked(caller.user(), token.get().id()),
        Reply.ok(),
        Act.of(caller.user(), "revoke", "token " + name + " of " + caller.user(), null));
  }

  LongText text(Caller caller) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    tokens.of(caller.user()).forEach(token -> text.writeBytes(line(token).write()));
    return LongText.of(text.toByteArray());
  }

  private static TokenLine line(ScriptToken token) {
    return new TokenLine(
        token.name(),
        token.scope(),
        token.created(),
        token.expires(),
        token.used(),
        token.revoked());
  }
}
