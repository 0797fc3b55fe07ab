package forum.server.event;

import forum.protocol.Code;
import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import forum.protocol.UserName;
import forum.protocol.wire.Body;

/// The classic forum's words for what became of a command. Empty where it had none.
final class CommandPhrases {
  private CommandPhrases() {}

  /// Whether a user typed this; the rest is what clients do by themselves: further pieces of a
  /// view, the second half of an upload, a login.
  static boolean isTyped(Request request) {
    return switch (request) {
      case Request.ListThreads(var page) -> page == null;
      case Request.ListUsers(var page) -> page == null;
      case Request.ListBans(var page) -> page == null;
      case Request.ListTokens(var page) -> page == null;
      case Request.ReadThread read -> read.page() == null;
      case Request.AttachFile _,
          Request.PasswordStart _,
          Request.LoginStart _,
          Request.LoginFinish _,
          Request.Register _ ->
          false;
      case Request.CreateThread _,
          Request.PostMessage _,
          Request.EditMessage _,
          Request.DeleteMessage _,
          Request.RemoveThread _,
          Request.Order _,
          Request.PasswordFinish _,
          Request.CreateToken _,
          Request.RevokeToken _,
          Request.Exit _,
          Request.OfferUpload _,
          Request.OfferDownload _ ->
          true;
    };
  }

  static String of(UserName user, Request request, Code code) {
    return switch (code) {
      case OK -> done(user, request);
      case NO_SUCH_THREAD -> "Incorrect thread specified";
      default -> refused(request, code);
    };
  }

  private static String done(UserName user, Request request) {
    return switch (request) {
      case Request.CreateThread(ThreadTitle thread) -> "Thread " + thread + " created";
      case Request.PostMessage(ThreadTitle thread) -> "Message posted to " + thread + " thread";
      case Request.EditMessage _ -> "Message has been edited";
      case Request.DeleteMessage _ -> "Message has been deleted";
      case Request.RemoveThread(ThreadTitle thread) -> "Thread " + thread + " removed";
      case Request.LockThread(ThreadTitle thread, boolean locked, _) ->
          "Thread " + thread + (locked ? " locked" : " unlocked");
      case Request.Kick(UserName kicked, _) -> kicked + " kicked";
      case Request.Ban ban -> ban.subject() + " banned";
      case Request.Unban unban -> unban.subject() + " unbanned";
      case Request.ReadThread read when isTyped(read) -> "Thread " + read.thread() + " read";
      case Request.CreateToken it -> user + " made the token " + it.name();
      case Request.RevokeToken it -> user + " revoked the token " + it.name();
      case Request.PasswordFinish _ -> user + " changed the password";
      case Request.AttachFile it ->
          user + " uploaded file " + it.file() + " to " + it.thread() + " thread";
      default -> ""; // told by other events, or nothing to tell
    };
  }

  private static String refused(Request request, Code code) {
    return switch (request) {
      case Request.CreateThread(ThreadTitle thread) when code == Code.EXISTS ->
          "Thread " + thread + " exists";
      case Request.EditMessage _ -> "Message cannot be edited";
      case Request.DeleteMessage _ -> "Message cannot be deleted";
      case Request.RemoveThread(ThreadTitle thread) -> "Thread " + thread + " cannot be removed";
      case Request.OfferUpload it when code == Code.EXISTS ->
          it.file() + " exists in Thread " + it.thread();
      case Request.OfferDownload it when code == Code.NO_SUCH_FILE ->
          it.file() + " does not exist in Thread " + it.thread();
      default -> Body.verb(request) + " refused: " + code;
    };
  }
}
