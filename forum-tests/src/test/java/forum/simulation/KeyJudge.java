package forum.simulation;

import forum.protocol.Code;
import forum.protocol.Request;
import forum.protocol.Scope;
import forum.protocol.UserName;
import forum.protocol.login.Verifier;
import forum.server.model.Event;
import forum.simulation.Judge.Sentence;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What must come of making and revoking tokens, and of another password.
final class KeyJudge {
  private static final long SECONDS_MIN = 60;
  private static final long SECONDS_MAX = 366L * 24 * 3600;
  private static final int TOKENS_MAX = 32;

  private final Model model;
  private final UserName user;
  private final Instant now;

  KeyJudge(Model model, UserName user, Instant now) {
    this.model = model;
    this.user = user;
    this.now = now;
  }

  Sentence judge(Request.CreateToken create) {
    Code refusal = refusal(create);
    return refusal == null
        ? Sentence.done(
                new Event.TokenCreated(
                    user,
                    create.name(),
                    create.scope(),
                    now.plusSeconds(create.seconds()).toEpochMilli(),
                    create.sha256()))
            .auditedIf(true)
        : Sentence.refused(refusal);
  }

  private @Nullable Code refusal(Request.CreateToken create) {
    if (!isName(create.name()) || !isScope(create.scope())) {
      return Code.BAD_NAME;
    }
    if (create.seconds() < SECONDS_MIN || create.seconds() > SECONDS_MAX) {
      return Code.USAGE;
    }
    if (!create.sha256().matches("[0-9a-f]{64}")) {
      return Code.BAD_NAME;
    }
    if (named(create.name()).isPresent()) {
      return Code.EXISTS;
    }
    return model.people().keys(user, now).count() < TOKENS_MAX ? null : Code.QUOTA;
  }

  private static boolean isName(String name) {
    return name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,31}");
  }

  private static boolean isScope(String word) {
    return Arrays.stream(Scope.values()).anyMatch(scope -> scope.word().equals(word));
  }

  private Optional<People.Key> named(String name) {
    return model.people().keys(user, now).filter(key -> key.name().equals(name)).findFirst();
  }

  Sentence judge(Request.RevokeToken revoke) {
    if (!isName(revoke.name())) {
      return Sentence.refused(Code.BAD_NAME);
    }
    return named(revoke.name())
        .map(key -> Sentence.done(new Event.TokenRevoked(user, key.id())).auditedIf(true))
        .orElseGet(() -> Sentence.refused(Code.NO_SUCH_TOKEN));
  }

  /// If the proof is right, which only [Secrets] can tell.
  static Sentence judge(Request.PasswordFinish finish, UserName user, String sid) {
    String verifier = Verifier.of(finish.verifier(), 1).text();
    return Sentence.done(new Event.PasswordChanged(user, verifier, sid)).auditedIf(true);
  }
}
