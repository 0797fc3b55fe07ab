package forum.simulation;

import forum.protocol.Request;

/// What a visitor wants next.
sealed interface Errand {
  /// @param tail the text of a post
  record Change(Request.Change request, byte[] tail) implements Errand {}

  /// Another password.
  record NewPassword() implements Errand {}

  /// @param request for the whole view, without a page
  record Read(Request.Query request) implements Errand {}
}
