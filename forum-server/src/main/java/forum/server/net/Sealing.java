package forum.server.net;

import forum.protocol.seal.Identity;
import forum.protocol.seal.Tls;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// What a server needs to seal.
///
/// @param computing runs the computing of handshakes; may reject what is too much
/// @param tls made when the first client comes, so that no start has to wait for it; safe for any
///   thread
public record Sealing(Identity identity, Executor computing, Supplier<SSLContext> tls) {
  /// Of the server that has this identity.
  public static Sealing of(Identity identity, Executor computing) {
    return new Sealing(identity, computing, new Once(identity));
  }

  private static final class Once implements Supplier<SSLContext> {
    private final Identity identity;
    private @Nullable SSLContext made;

    Once(Identity identity) {
      this.identity = identity;
    }

    @Override
    public synchronized SSLContext get() {
      SSLContext present = made;
      if (present == null) {
        present = Tls.server(identity);
        made = present;
      }
      return present;
    }
  }
}
