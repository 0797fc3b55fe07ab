package forum.client.library;

import forum.client.link.ServerLink;
import forum.client.link.ServerLink.Challenged;
import forum.client.link.ServerLink.Welcome;
import forum.protocol.UserName;
import java.util.concurrent.CompletableFuture;

/// The two steps of a login, apart because the user may have to be asked in between.
public interface Entrance {
  /// Says who wants to log in. May complete exceptionally with [ServerLink.Refused] or a
  /// [forum.client.link.LinkFailure].
  CompletableFuture<Challenged> begin(UserName user, boolean takeover);

  /// Proves the password or, for a name nobody has, registers it.
  CompletableFuture<Welcome> finish(Challenged challenged, char[] password);

  /// The entrance of a server.
  static Entrance of(ServerLink link) {
    return new Entrance() {
      @Override
      public CompletableFuture<Challenged> begin(UserName user, boolean takeover) {
        return link.beginLogin(user, takeover);
      }

      @Override
      public CompletableFuture<Welcome> finish(Challenged challenged, char[] password) {
        return link.finishLogin(challenged, password);
      }
    };
  }
}
