package forum.server.admin;

import forum.server.commit.ForumStore;
import java.io.InterruptedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/// The forum of the running server.
///
/// @param loop runs a task in the command loop, soon
public record Live(ForumStore store, Consumer<Runnable> loop) {
  /// Has the loop answer a question.
  ///
  /// @param question is given what its answer is to be put into, at once or later
  <T> T ask(Consumer<CompletableFuture<T>> question) throws InterruptedIOException {
    CompletableFuture<T> answer = new CompletableFuture<>();
    loop.accept(() -> question.accept(answer));
    try {
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the server stops");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
