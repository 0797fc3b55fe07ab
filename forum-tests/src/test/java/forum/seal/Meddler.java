package forum.seal;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// Somebody on the way between one client and its server, who lets everything through and says
/// things of their own.
final class Meddler implements AutoCloseable {
  private final DatagramSocket front;
  private final DatagramSocket back;
  private volatile InetSocketAddress client;

  /// `lies` makes, of each datagram to the server, what the client is told before the answer.
  Meddler(InetSocketAddress server, Function<byte[], List<byte[]>> lies) throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    front = new DatagramSocket(0, here);
    back = new DatagramSocket(0, here);
    Thread.ofVirtual().name("to the server").start(() -> toServer(server, lies));
    Thread.ofVirtual().name("to the client").start(this::toClient);
  }

  InetSocketAddress address() {
    return (InetSocketAddress) front.getLocalSocketAddress();
  }

  private void toServer(InetSocketAddress server, Function<byte[], List<byte[]>> lies) {
    try {
      while (true) {
        DatagramPacket packet = received(front);
        client = (InetSocketAddress) packet.getSocketAddress();
        byte[] bytes = Arrays.copyOf(packet.getData(), packet.getLength());
        for (byte[] lie : lies.apply(bytes)) {
          front.send(new DatagramPacket(lie, lie.length, client));
        }
        back.send(new DatagramPacket(bytes, bytes.length, server));
      }
    } catch (IOException e) {
      return; // closed
    }
  }

  private void toClient() {
    try {
      while (true) {
        DatagramPacket packet = received(back);
        front.send(new DatagramPacket(packet.getData(), packet.getLength(), client));
      }
    } catch (IOException e) {
      return; // closed
    }
  }

  private static DatagramPacket received(DatagramSocket socket) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
    socket.receive(packet);
    return packet;
  }

  @Override
  public void close() {
    front.close();
    back.close();
  }
}
