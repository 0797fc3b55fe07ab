package forum.server.command;

import forum.protocol.Code;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.Scope;
import forum.server.account.ScriptToken;
import org.jspecify.annotations.Nullable;

/// What may be asked for in a session that a token has opened: the one place where that is decided,
/// for every request there is.
final class TokenScope {
  private TokenScope() {}

  /// Why the caller cannot ask for this; null when nothing is in the way.
  static @Nullable Reply lacking(Caller caller, Request request) {
    ScriptToken token = caller.token();
    if (token == null) {
      return null;
    }
    Scope needed = needed(request);
    if (needed == null) {
      return refused(
          "this takes a login with the password; you came with the token " + token.name());
    }
    return token.scope().isAtLeast(needed)
        ? null
        : refused(
            "the scope of the token %s is %s, and this takes %s"
                .formatted(token.name(), token.scope().word(), needed.word()));
  }

  private static Reply refused(String why) {
    return Reply.refused(Code.NOT_ALLOWED, why);
  }

  /// Null where no token is enough.
  private static @Nullable Scope needed(Request request) {
    return switch (request) {
      case Request.PasswordStart _,
          Request.PasswordFinish _,
          Request.CreateToken _,
          Request.RevokeToken _,
          Request.ListTokens _ ->
          null;
      case Request.ListThreads _,
          Request.ReadThread _,
          Request.ListUsers _,
          Request.ListBans _,
          Request.OfferDownload _,
          Request.LoginStart _,
          Request.LoginFinish _,
          Request.Register _,
          Request.Exit _ ->
          Scope.READ;
      case Request.CreateThread _,
          Request.PostMessage _,
          Request.OfferUpload _,
          Request.AttachFile _ ->
          Scope.POST;
      case Request.EditMessage _,
          Request.DeleteMessage _,
          Request.RemoveThread _,
          Request.Order _ ->
          Scope.ALL;
    };
  }
}
