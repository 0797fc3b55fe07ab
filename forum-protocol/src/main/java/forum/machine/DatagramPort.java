package forum.machine;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// One UDP socket. Owned by the thread that receives from it; only [#wakeUp] may be called by
/// others.
public interface DatagramPort extends Closeable {
  /// The address this socket is bound to.
  InetSocketAddress address();

  /// Sends the remaining bytes of `datagram`. A datagram the network refuses (full buffer, no
  /// route, nobody listening) is lost silently, as the network may lose any other.
  void send(InetSocketAddress to, ByteBuffer datagram) throws IOException;

  /// Takes one datagram that has already arrived into `buffer`, which it clears first and flips
  /// after.
  ///
  /// @return the sender, or null when none is waiting
  @Nullable InetSocketAddress receive(ByteBuffer buffer) throws IOException;

  /// Waits until a datagram has arrived, [#wakeUp] was called or `nanos` have passed.
  void await(long nanos) throws IOException;

  /// Makes a present or the next [#await] return at once. Safe for any thread.
  void wakeUp();
}
