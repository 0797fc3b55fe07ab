package forum.server;

import forum.server.event.Complaint;

/// What a command line asks for.
sealed interface Invocation {
  /// Exit status when the command line makes no sense.
  int STATUS_USAGE = 2;

  /// Serve a forum.
  record Serve(ServerOptions options) implements Invocation {}

  /// Print this, and that is all.
  record Print(String text) implements Invocation {}

  /// Print this to standard error and exit with [#STATUS_USAGE].
  record Refuse(Complaint complaint) implements Invocation {}
}
