package forum.client.verb;

import forum.client.library.Refusal;
import forum.client.line.Misuse;
import forum.client.line.Syntax;
import forum.client.link.LinkFailure;
import forum.client.transfer.TransferFailure;
import forum.protocol.Reply;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/// One command.
public interface Verb {
  /// How it is written.
  Syntax syntax();

  /// What the help says about it.
  Help help();

  /// Does it. What streams or transfers has done so when this returns; a change has at least been
  /// sent.
  CompletableFuture<Outcome> run(Invocation call)
      throws Failure, Refusal, LinkFailure, IOException, TransferFailure, InterruptedException;

  /// Whether the next command of a script may be sent before this one is answered. Only for changes
  /// that look at nothing the client keeps: the server executes changes in the order they were
  /// sent.
  default boolean overlaps() {
    return false;
  }

  /// Whether only moderators can use it; the overview tells it apart.
  default boolean isForModerators() {
    return false;
  }

  /// A line that is not written as it should be, in this command's words.
  default Problem misused(Misuse misuse) {
    return Problems.misuse(this, misuse);
  }

  /// A refusal by the server in this command's words.
  default Problem refused(Reply reply, Invocation call) {
    return Refusals.problem(reply, call);
  }
}
