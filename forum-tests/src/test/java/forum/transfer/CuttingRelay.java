package forum.transfer;

import forum.protocol.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/// Stands between a client and the server for one connection, and cuts it after so many bytes.
final class CuttingRelay implements AutoCloseable {
  private final ServerSocketChannel listener;
  private final Reply.Grant grant;

  /// The direction in which bytes are counted.
  enum Direction {
    UP,
    DOWN
  }

  CuttingRelay(Reply.Grant grant, Direction counted, long bytes) throws IOException {
    this.grant = grant;
    listener =
        ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                relay(counted, bytes);
              } catch (IOException e) {
                // One of the ends was cut: that is what this is for.
              }
            });
  }

  private void relay(Direction counted, long bytes) throws IOException {
    SocketChannel client = listener.accept();
    SocketChannel server =
        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), grant.port()));
    long most = Long.MAX_VALUE;
    Thread.ofVirtual().start(() -> copy(client, server, counted == Direction.UP ? bytes : most));
    copy(server, client, counted == Direction.DOWN ? bytes : most);
  }

  private static void copy(SocketChannel from, SocketChannel to, long bytes) {
    try (from;
        to) {
      ByteBuffer piece = ByteBuffer.allocate(16_384);
      long left = bytes;
      while (left > 0 && from.read(piece.clear().limit((int) Math.min(16_384, left))) >= 0) {
        left -= piece.flip().remaining();
        while (piece.hasRemaining()) {
          to.write(piece);
        }
      }
    } catch (IOException e) {
      // Cut from the other direction.
    }
  }

  /// The grant by way of this relay.
  Reply.Grant grant() {
    int port = listener.socket().getLocalPort();
    return new Reply.Grant(grant.ticket(), port, grant.size(), grant.sha256(), grant.resumeAt());
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
