package forum.client.library;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/// The first contact with a server: before anybody logs in, it has to be the right one.
public interface Contact {
  /// Who answers under the server's name.
  sealed interface Met {
    /// The right one; nothing has to be said or asked.
    record Known() implements Met {}

    /// Nobody can tell: all is said in the clear.
    record Unprotected() implements Met {}

    /// One that was not met before.
    ///
    /// @param welcome whether it is to be accepted without a question where nobody can be asked
    record New(String fingerprint, boolean welcome) implements Met {}

    /// Another one than before.
    record Changed(String known, String shown) implements Met {}

    /// Another one than the user has asked for.
    record Wrong(String wanted, String shown) implements Met {}
  }

  /// Reaches the server. Completes exceptionally with a [forum.client.link.LinkFailure].
  CompletableFuture<Met> meet();

  /// Accepts the server that was met, and remembers it.
  ///
  /// @throws IOException when it is accepted, but cannot be remembered
  void accept() throws IOException;

  /// A contact that needs nobody's decision.
  static Contact with(Met met) {
    return new Contact() {
      @Override
      public CompletableFuture<Met> meet() {
        return CompletableFuture.completedFuture(met);
      }

      @Override
      public void accept() {}
    };
  }
}
