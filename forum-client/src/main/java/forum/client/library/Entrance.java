package forum.client.library;

import forum.client.link.ServerLink;
import forum.client.link.ServerLink.Challenged;
import forum.client.link.ServerLink.Welcome;
import forum.protocol.UserName;
import forum.protocol.login.AccessToken;
import forum.protocol.login.Password;
import java.util.concurrent.CompletableFuture;

/// The two steps of a login, apart because the user may have to be asked in between.
public interface Entrance {
  /// Says who wants to log in. May complete exceptionally with [ServerLink.Refused] or a
  /// [forum.client.link.LinkFailure].
  CompletableFuture<Step> begin(UserName user, boolean takeover);

  /// Logs in with a token. May complete exceptionally as [#begin] may.
  CompletableFuture<Welcome> enter(AccessToken token, boolean takeover);

  /// A login that waits for the password.
  interface Step {
    /// Whether nobody has the name, so that [#finish] registers it.
    boolean fresh();

    /// Whether registering takes an invitation, to be given to [#finish(Password, String)].
    default boolean asksForInvitation() {
      return false;
    }

    /// As [#finish(Password)], with the code of an invitation.
    default CompletableFuture<Welcome> finish(Password password, String invitation) {
      return finish(password);
    }

    /// Proves the password or registers it. May complete exceptionally as [Entrance#begin] may.
    CompletableFuture<Welcome> finish(Password password);
  }

  /// The entrance of a server.
  static Entrance of(ServerLink link) {
    return new Entrance() {
      @Override
      public CompletableFuture<Step> begin(UserName user, boolean takeover) {
        return link.beginLogin(user, takeover).thenApply(challenged -> step(link, challenged));
      }

      @Override
      public CompletableFuture<Welcome> enter(AccessToken token, boolean takeover) {
        return link.login(token, takeover);
      }
    };
  }

  private static Step step(ServerLink link, Challenged challenged) {
    return new Step() {
      @Override
      public boolean fresh() {
        return challenged.fresh();
      }

      @Override
      public boolean asksForInvitation() {
        return challenged.asksForInvitation();
      }

      @Override
      public CompletableFuture<Welcome> finish(Password password) {
        return link.finishLogin(challenged, password);
      }

      @Override
      public CompletableFuture<Welcome> finish(Password password, String invitation) {
        return link.finishLogin(challenged, password, invitation);
      }
    };
  }
}
