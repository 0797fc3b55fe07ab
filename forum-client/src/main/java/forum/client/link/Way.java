package forum.client.link;

import forum.protocol.login.ChannelBinding;
import forum.protocol.wire.Frame;
import java.util.concurrent.CompletableFuture;

/// How what a conversation says gets to its server, and what the server says to it. Owned by the
/// link's thread, but for [#connected] and [#binding], which are safe for any.
sealed interface Way permits SealedWay, ClearWay {
  /// Completes with the server's key when it has proven to have it, or exceptionally.
  CompletableFuture<ServerKey> connected();

  /// What a login is bound to.
  ChannelBinding binding();

  /// Begins.
  void connect(long nowNanos);

  /// The key, that of [#connected], is the right one.
  void trust(ServerKey server);

  /// Nobody has answered, and nobody waits any more.
  void giveUp(LinkFailure failure);

  /// Takes what the conversation says.
  void send(Frame frame);

  /// Takes what the network has brought.
  void receive(Frame frame, long nowNanos);

  /// Does what is due.
  ///
  /// @param silenceNanos for how long nothing was heard of what was asked
  /// @return when to call again
  long tick(long nowNanos, long silenceNanos);
}
