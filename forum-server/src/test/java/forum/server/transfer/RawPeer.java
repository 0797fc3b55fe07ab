package forum.server.transfer;

import forum.protocol.Reply;
import forum.protocol.transfer.FrameReader;
import forum.protocol.transfer.FrameWriter;
import forum.protocol.transfer.TransferFrame;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Base64;

/// A client that does frame by frame what the test says.
final class RawPeer implements Closeable {
  final SocketChannel socket;
  final FrameReader in;
  final FrameWriter out;

  private RawPeer(SocketChannel socket) {
    this.socket = socket;
    this.in = new FrameReader(socket);
    this.out = new FrameWriter(socket);
  }

  static RawPeer connected(int port) throws IOException {
    return connected(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  private static RawPeer connected(InetSocketAddress address) throws IOException {
    return new RawPeer(SocketChannel.open(address));
  }

  /// Connects and shows the ticket.
  static RawPeer with(Reply.Grant grant, long offset) throws IOException {
    return with(grant, offset, InetAddress.getLoopbackAddress());
  }

  static RawPeer with(Reply.Grant grant, long offset, InetAddress server) throws IOException {
    RawPeer peer = connected(new InetSocketAddress(server, grant.port()));
    try {
      peer.out.begin();
      peer.out.write(ticket(grant, offset));
    } catch (IOException e) {
      // The server has hung up already; whoever reads will see that.
    }
    return peer;
  }

  static TransferFrame.Ticket ticket(Reply.Grant grant, long offset) {
    return new TransferFrame.Ticket(Base64.getUrlDecoder().decode(grant.ticket()), offset);
  }

  TransferFrame.Go go() throws Exception {
    return in.read(TransferFrame.Go.class);
  }

  /// Sends these bytes as they are.
  void sendRaw(byte[] bytes, int length) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(bytes, 0, length);
    while (rest.hasRemaining()) {
      socket.write(rest);
    }
  }

  /// Whether the server closes without having said a word.
  boolean isLeftWithoutWord() throws IOException {
    try {
      return socket.read(ByteBuffer.allocate(1)) < 0;
    } catch (IOException e) {
      return "Connection reset".equals(e.getMessage());
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
