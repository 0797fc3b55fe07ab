package forum.server.net;

import forum.protocol.login.ChannelBinding;
import java.net.InetSocketAddress;

/// Where a client is, and what protects the way to it.
public sealed interface Peer permits Peer.Clear, Peer.Unheard, Association {
  /// Its address.
  InetSocketAddress address();

  /// What its login is bound to.
  default ChannelBinding binding() {
    return ChannelBinding.NONE;
  }

  /// Whether nobody else can read what is said: verifiers of passwords are taken in no other way.
  boolean isPrivate();

  /// Whether the client has made newer keys than these by the time it was at `other`.
  default boolean isOlderThan(Peer other) {
    return false;
  }

  /// Somebody who speaks in the clear.
  record Clear(InetSocketAddress address) implements Peer {
    @Override
    public boolean isPrivate() {
      return address.getAddress().isLoopbackAddress();
    }
  }

  /// A client that was not heard since the server has started. A server that can seal sends it
  /// nothing: what it knows of the client must not travel in the clear.
  record Unheard(InetSocketAddress address) implements Peer {
    @Override
    public boolean isPrivate() {
      return false;
    }
  }
}
