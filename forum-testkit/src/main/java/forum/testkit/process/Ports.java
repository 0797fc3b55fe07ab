package forum.testkit.process;

import forum.machine.Chance;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// Free ports for servers, below those that systems give to clients.
public final class Ports {
  private static final int FIRST = 12_000;
  private static final int COUNT = 20_000;

  private Ports() {}

  /// A port that is free for UDP and TCP at this moment, chosen by chance so that test runs beside
  /// each other keep apart.
  public static int free() {
    Chance chance = Chance.system();
    int port = FIRST + (int) (chance.fraction() * COUNT);
    while (!isFree(port)) {
      port = FIRST + (int) (chance.fraction() * COUNT);
    }
    return port;
  }

  private static boolean isFree(int port) {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    try (DatagramSocket udp = new DatagramSocket(address);
        ServerSocket tcp = new ServerSocket()) {
      tcp.bind(address);
      return udp.isBound() && tcp.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
