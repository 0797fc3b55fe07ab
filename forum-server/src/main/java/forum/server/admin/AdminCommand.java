package forum.server.admin;

import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// One command of the operator. All there is to it stands in its class: its words, what it does in
/// the operator's process, and what the running server does for it. [AdminCommands] lists them.
interface AdminCommand {
  /// What it is called.
  String name();

  /// Its words and its help.
  CommandSpec spec();

  /// Does it, in the operator's process.
  ///
  /// @return the exit status
  int run(ParseResult words, Operator operator) throws IOException;

  /// Does the server's part, for a visitor who has asked for this command. Runs on a thread of its
  /// own; the forum belongs to the loop.
  default void serve(Visit visit, Live live) throws IOException {
    throw new IOException("the server has no part in " + name());
  }
}
