package forum.testkit.relay;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/// One client's way to the server: a socket of its own, so that the server sees as many addresses
/// as there are clients. Owned by the relay's thread.
final class Route implements Closeable {
  private static final int BUFFER_BYTES = 4 << 20;

  final InetSocketAddress client;
  private final InetSocketAddress server;
  private final Selector selector;
  private DatagramChannel socket;

  Route(InetSocketAddress client, InetSocketAddress server, Selector selector) throws IOException {
    this.client = client;
    this.server = server;
    this.selector = selector;
    this.socket = open();
  }

  /// A socket on any free port of the server's side.
  private DatagramChannel open() throws IOException {
    DatagramChannel channel = bound(new InetSocketAddress(server.getAddress(), 0));
    channel.register(selector, SelectionKey.OP_READ, this);
    return channel;
  }

  static DatagramChannel bound(InetSocketAddress local) throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_BYTES);
    return channel.bind(local);
  }

  /// From now on the server sees another port; what it still sends to the old one is lost.
  void move() throws IOException {
    socket.close();
    socket = open();
  }

  /// Sends to the server.
  void send(ByteBuffer datagram) throws IOException {
    socket.send(datagram, server);
  }

  /// Takes what the server has sent.
  ///
  /// @return whether something had arrived
  boolean receive(ByteBuffer buffer) throws IOException {
    return socket.receive(buffer) != null;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
