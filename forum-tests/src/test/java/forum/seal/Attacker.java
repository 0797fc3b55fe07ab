package forum.seal;

import forum.protocol.Limits;
import forum.protocol.wire.Frame;
import forum.testkit.process.Deadline;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// Somebody with a socket, who sends what they like and counts what comes back.
final class Attacker implements AutoCloseable {
  private static final int QUIET_MILLIS = 300;

  private final InetSocketAddress server;
  private final DatagramSocket socket;
  private long bytesSent;

  Attacker(InetSocketAddress server) throws Exception {
    this.server = server;
    this.socket = new DatagramSocket(new InetSocketAddress(server.getAddress(), 0));
  }

  static byte[] bytes(Frame frame) {
    ByteBuffer out = ByteBuffer.allocate(Limits.DATAGRAM_BYTES);
    frame.writeTo(out);
    return Arrays.copyOf(out.array(), out.position());
  }

  void send(byte[] datagram) throws Exception {
    bytesSent += datagram.length;
    socket.send(new DatagramPacket(datagram, datagram.length, server));
  }

  long bytesSent() {
    return bytesSent;
  }

  /// What has come back, when nothing more does.
  long bytesBack() throws Exception {
    long bytes = 0;
    for (byte[] back = next(QUIET_MILLIS); back != null; back = next(QUIET_MILLIS)) {
      bytes += back.length;
    }
    return bytes;
  }

  /// The next datagram, null when none comes for so long.
  byte[] next(int millis) throws Exception {
    DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
    socket.setSoTimeout(millis);
    try {
      socket.receive(packet);
      return Arrays.copyOf(packet.getData(), packet.getLength());
    } catch (SocketTimeoutException e) {
      return null;
    }
  }

  /// Asks for a cookie, and gets it.
  Frame.Cookie cookie(long aid, byte[] flight) throws Exception {
    Deadline deadline = Deadline.inSeconds(20);
    while (deadline.leftNanos() > 0) {
      send(bytes(new Frame.Hello(aid, Frame.Cookie.NONE, 0, 1, flight)));
      for (byte[] back = next(500); back != null; back = next(500)) {
        if (Frame.readFrom(ByteBuffer.wrap(back)) instanceof Frame.Retry retry
            && retry.aid() == aid) {
          return retry.cookie();
        }
      }
    }
    throw new IllegalStateException("no cookie in " + deadline);
  }

  @Override
  public void close() {
    socket.close();
  }
}
