package forum.benchmarks;

import forum.protocol.Limits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/// Sends every datagram back: the least that a server in Java can do.
public final class EchoServer {
  private EchoServer() {}

  /// `EchoServer PORT` serves on the loopback address until it is killed.
  public static void main(String[] args) throws IOException {
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
    try (DatagramChannel channel = DatagramChannel.open().bind(address)) {
      System.out.println(ServerProcess.READY);
      ByteBuffer buffer = ByteBuffer.allocateDirect(2 * Limits.DATAGRAM_BYTES);
      while (channel.isOpen()) {
        SocketAddress from = channel.receive(buffer.clear());
        channel.send(buffer.flip(), from);
      }
    }
  }
}
