package forum.simulation;

import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.UserName;
import forum.protocol.login.Verifier;
import forum.protocol.wire.MalformedDatagram;
import forum.server.model.Event;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Holds what was said to those who wanted to come in against the [Model]: whoever had to be let in
/// was, and nobody else.
final class DoorAudit {
  private static final int TOKEN_SESSIONS_MAX = 8;

  /// @param verifier the user's at that time
  /// @param token the SHA-256 of the one it was opened with; null when it was the password
  private record Opened(UserName user, @Nullable String verifier, @Nullable String token) {}

  private final Model model;
  private final int sessionsPerUser;
  private final boolean diskWasShort;
  private final Secrets secrets;
  private final Map<String, Opened> everOpened = new HashMap<>();

  /// @param model the forum at the time of what is looked at; moved on by others
  DoorAudit(Model model, int sessionsPerUser, boolean diskWasShort, Secrets secrets) {
    this.model = model;
    this.sessionsPerUser = sessionsPerUser;
    this.diskWasShort = diskWasShort;
    this.secrets = secrets;
  }

  /// A session has begun; the model knows it already.
  void opened(Event.SessionOpened opened) {
    People people = model.people();
    People.Key key = opened.token() == null ? null : people.key(opened.token());
    everOpened.put(
        opened.sid(),
        new Opened(
            opened.user(), people.verifier(opened.user()), key == null ? null : key.sha256()));
  }

  void check(Statement.Admission admission) throws MalformedDatagram {
    Reply reply = admission.body().reply();
    People people = model.people();
    UserName user = admission.user();
    boolean right =
        switch (reply.code()) {
          case OK ->
              admission.query() instanceof Request.LoginStart
                  ? isChallenge(admission, reply.challenge())
                  : isWelcome(admission, reply.session());
          case ALREADY_ON_LINE -> model.sittingsOf(user, admission.withToken()) >= most(admission);
          case EXISTS -> people.verifier(user) != null;
          case BANNED ->
              !(admission.query() instanceof Request.LoginStart)
                  && people.isBanned(user.text(), admission.at());
          case AUTH_FAILED ->
              admission.query() instanceof Request.LoginFinish finish && isWrong(admission, finish);
          case BUSY, AUTH_REQUIRED -> true;
          case READ_ONLY -> diskWasShort && admission.query() instanceof Request.Register;
          default -> false;
        };
    Violation.unless(
        right, "%s to %s of %s as of %d", reply, admission.query(), user, admission.lsn());
  }

  private int most(Statement.Admission admission) {
    return admission.withToken() ? TOKEN_SESSIONS_MAX : sessionsPerUser;
  }

  /// Whoever is going to prove a token is challenged as if the name were known.
  private boolean isChallenge(Statement.Admission admission, Reply.@Nullable Challenge challenge) {
    if (challenge == null) {
      return false;
    }
    UserName user = admission.user();
    return admission.withToken()
        ? !challenge.fresh()
        : model.people().verifier(user) == null
            ? challenge.fresh()
            : !challenge.fresh() && isOf(user, challenge);
  }

  /// Whether the challenge is one to the user's present password.
  boolean isOf(UserName user, Reply.@Nullable Challenge challenge) {
    String known = model.people().verifier(user);
    if (known == null || challenge == null) {
      return false;
    }
    Verifier verifier = Verifier.ofText(known);
    return Base64.getEncoder().encodeToString(verifier.salt()).equals(challenge.salt())
        && verifier.rounds() == challenge.i();
  }

  private boolean isWelcome(Statement.Admission admission, Reply.@Nullable Session session) {
    Opened opened = session == null ? null : everOpened.get(session.sid());
    return opened != null
        && opened.user().equals(admission.user())
        && (!(admission.query() instanceof Request.LoginFinish finish)
            || hasOpened(opened, finish));
  }

  private boolean hasOpened(Opened opened, Request.LoginFinish finish) {
    String token = secrets.token(finish.proof());
    return token == null
        ? opened.token() == null && secrets.isRight(finish.proof(), opened.verifier())
        : token.equals(opened.token());
  }

  private boolean isWrong(Statement.Admission admission, Request.LoginFinish finish) {
    String token = secrets.token(finish.proof());
    People people = model.people();
    return token == null
        ? admission.withToken()
            || !secrets.isRight(finish.proof(), people.verifier(admission.user()))
        : people
            .keys(admission.user(), admission.at())
            .noneMatch(key -> key.sha256().equals(token));
  }
}
