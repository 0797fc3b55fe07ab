package forum.benchmarks;

import forum.machine.Ticker;
import forum.protocol.Limits;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.function.Function;

/// The socket of one caller. Owned by the crowd's thread.
final class Seat implements Closeable {
  /// Takes what a caller sends; it is sent when the call returns.
  @FunctionalInterface
  interface Line {
    void send(ByteBuffer datagram);
  }

  private final DatagramChannel channel;
  private final Caller caller;
  private final ByteBuffer incoming = ByteBuffer.allocateDirect(2 * Limits.DATAGRAM_BYTES);

  /// Opens a socket that talks to `server`; `made` makes the caller that uses it.
  Seat(InetSocketAddress server, Selector selector, Function<Line, Caller> made)
      throws IOException {
    channel = DatagramChannel.open().connect(server);
    channel.configureBlocking(false).register(selector, SelectionKey.OP_READ, this);
    caller = made.apply(this::send);
  }

  Caller caller() {
    return caller;
  }

  private void send(ByteBuffer datagram) {
    try {
      channel.write(datagram);
    } catch (PortUnreachableException e) {
      throw new IllegalStateException("nobody listens any more", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Hands over all that has arrived.
  void receiveAll(Ticker ticker) throws IOException {
    for (incoming.clear(); channel.read(incoming) > 0; incoming.clear()) {
      caller.receive(incoming.flip(), ticker.nanos());
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
