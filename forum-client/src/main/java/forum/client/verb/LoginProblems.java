package forum.client.verb;

import forum.client.library.Connection;
import forum.client.library.Refusal;
import forum.client.link.LinkFailure;
import forum.protocol.Code;
import forum.protocol.Reply;
import forum.protocol.UserName;

/// Puts into words why somebody is not logged in.
public final class LoginProblems {
  private LoginProblems() {}

  /// The server refused.
  public static Problem of(Reply reply, UserName user) {
    String detail = reply.detail();
    return switch (reply.code()) {
      case AUTH_FAILED ->
          Problem.of(Code.AUTH_FAILED, detail == null ? "Invalid password" : detail);
      case INVITATION_REQUIRED ->
          Problem.of(Code.INVITATION_REQUIRED, "That invitation is not valid")
              .because(detail)
              .hint("ask who runs the server for one");
      case ALREADY_ON_LINE ->
          Problem.of(Code.ALREADY_ON_LINE, user + " has already logged in")
              .because(detail)
              .hint("forum-client --takeover");
      case BANNED -> Problem.of(Code.BANNED, "You are kept out").because(detail);
      default -> {
        String what = detail == null ? reply.code().name() : detail;
        yield Problem.of(reply.code(), "server: " + what);
      }
    };
  }

  /// The server refused a token.
  public static Problem ofToken(Reply reply, UserName user) {
    return reply.code() == Code.AUTH_FAILED
        ? Problem.of(Code.AUTH_FAILED, "The token is not valid")
            .because(reply.detail())
            .hint("forum-client -u " + user + " -c 'TOK NAME'")
        : of(reply, user);
  }

  /// There is no token in the file.
  public static Problem noToken(String file, String why) {
    return Problem.of(Code.AUTH_REQUIRED, "no token in " + file).because(why);
  }

  /// There was no answer.
  public static Problem of(LinkFailure failure, Connection connection) {
    String message = String.valueOf(failure.getMessage());
    return failure instanceof LinkFailure.NoAnswer
        ? Problem.of(LocalCode.NO_SERVER, connection.server() + ": " + message)
        : Problems.link(failure);
  }

  /// Whatever happened while somebody tried to log in.
  public static Problem of(Exception exception, UserName user, Connection connection) {
    return switch (exception) {
      case Failure failure -> failure.problem();
      case Refusal refusal -> of(refusal.reply(), user);
      case LinkFailure failure -> of(failure, connection);
      case InterruptedException _ -> Problem.of(LocalCode.INTERRUPTED, "interrupted");
      default -> throw new IllegalStateException(exception);
    };
  }

  /// A name or secret that is needed and was not given.
  public static Problem required(String what) {
    return Problem.of(Code.AUTH_REQUIRED, what);
  }
}
