package forum.testkit.relay;

import java.net.InetSocketAddress;

/// Sees every datagram that reaches a relay, in the order of arrival, and may swallow it. Called by
/// the relay's thread, which waits for it: whatever it does has happened before the datagram goes
/// on.
@FunctionalInterface
public interface Tap {
  /// A datagram on its way.
  ///
  /// @param client whose way it is
  /// @param toServer the direction
  /// @param bytes not to be changed
  record Seen(InetSocketAddress client, boolean toServer, byte[] bytes) {}

  /// Whether it goes on.
  boolean passes(Seen seen);
}
