package forum.client.library;

import forum.client.link.LinkFailure;
import forum.client.link.ServerLink;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// Waits for what was asked.
public final class Await {
  private Await() {}

  /// The result of `future`.
  ///
  /// @throws Refusal when the server refused, also a login
  /// @throws LinkFailure when there is no reply
  /// @throws InterruptedException when the waiting was given up; what was asked goes on
  public static <T> T result(CompletableFuture<T> future)
      throws Refusal, LinkFailure, InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case Refusal refusal -> throw refusal;
        case ServerLink.Refused refused -> throw new Refusal(refused.reply());
        case LinkFailure failure -> throw failure;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }
}
