package forum.client.library;

import forum.client.link.Answer;
import forum.protocol.Request;
import java.util.concurrent.CompletableFuture;

/// Sends requests in order; [forum.client.link.ServerLink#send] is one.
@FunctionalInterface
public interface Requests {
  /// Completes with the reply, or exceptionally with a [forum.client.link.LinkFailure].
  CompletableFuture<Answer> send(Request request, byte[] tail);
}
