package forum.client.shell;

import forum.protocol.Reply;
import forum.protocol.Request;

/// What is said of a change whose outcome was not known and is known now.
final class Settled {
  private Settled() {}

  static String said(Request request, Reply reply) {
    String detail = reply.detail() == null ? reply.code().name() : reply.detail();
    return named(request)
        + ": "
        + (reply.isOk() ? "done after all" : "refused after all, " + detail);
  }

  private static String named(Request request) {
    return switch (request) {
      case Request.CreateThread create -> "CRT " + create.thread();
      case Request.PostMessage post -> "MSG " + post.thread();
      case Request.EditMessage edit -> "EDT " + edit.thread() + " " + edit.n();
      case Request.DeleteMessage delete -> "DLT " + delete.thread() + " " + delete.n();
      case Request.RemoveThread remove -> "RMV " + remove.thread();
      case Request.AttachFile attach -> "UPD " + attach.thread() + " " + attach.file();
      case Request.Order order -> "order about " + order.about();
      case Request.PasswordFinish _ -> "PWD";
      case Request.CreateToken token -> "TOK " + token.name();
      case Request.RevokeToken token -> "TOK -r " + token.name();
      case Request.Exit _ -> "XIT";
      case Request.Query _ -> "request";
    };
  }
}
