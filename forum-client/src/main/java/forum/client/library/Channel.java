package forum.client.library;

import forum.client.link.ServerLink;
import forum.protocol.login.ChannelBinding;
import java.util.function.Supplier;

/// The way to the server, as far as secrets have to know it.
///
/// @param binding what a proof is bound to that is made now
/// @param isPrivate whether nobody else can read what is said
public record Channel(Supplier<ChannelBinding> binding, boolean isPrivate) {
  /// One that takes no secrets.
  static final Channel OPEN = new Channel(() -> ChannelBinding.NONE, false);

  /// The channel of a link.
  public static Channel of(ServerLink link) {
    return new Channel(link::binding, link.isPrivate());
  }
}
