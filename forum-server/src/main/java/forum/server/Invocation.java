package forum.server;

import forum.server.event.Complaint;
import java.util.List;

/// What a command line asks for.
sealed interface Invocation {
  /// Exit status when the command line makes no sense.
  int STATUS_USAGE = 2;

  /// Serve a forum.
  record Serve(ServerOptions options) implements Invocation {}

  /// Do what the operator's words behind `admin` say.
  record Admin(List<String> words) implements Invocation {}

  /// Print this, and that is all.
  record Print(String text) implements Invocation {}

  /// Print this to standard error and exit with [#STATUS_USAGE].
  record Refuse(Complaint complaint) implements Invocation {}
}
