package forum.server.net;

import forum.machine.UdpPort;
import forum.server.event.Complaint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;

/// Finds the port to serve the forum under: the wished one, or the next above it that is free both
/// for commands (UDP) and for transfers (TCP).
///
/// The UDP socket is kept. TCP is only tried, as it is opened for each transfer; a program that
/// takes it meanwhile makes that transfer fail, nothing else.
public final class PortChooser {
  private static final int TRIES = 20;
  private static final int PORT_MAX = 65535;
  private final InetAddress address;
  private final boolean exact;

  /// @param address to listen at
  /// @param exact whether no other port than the wished one will do
  public PortChooser(InetAddress address, boolean exact) {
    this.address = address;
    this.exact = exact;
  }

  /// Opens the wished port or, unless told otherwise, the first of the 19 above it that is free.
  public UdpPort open(int wished) throws PortUnavailable {
    int last = exact ? wished : Math.min(wished + TRIES - 1, PORT_MAX);
    for (int port = wished; port <= last; port++) {
      try {
        return opened(port);
      } catch (IOException e) {
        // the next one; why none can be had is found out at the end
      }
    }
    throw new PortUnavailable(complaint(wished, last));
  }

  private UdpPort opened(int port) throws IOException {
    UdpPort udp = UdpPort.open(new InetSocketAddress(address, port));
    try (ServerSocketChannel tcp = ServerSocketChannel.open()) {
      tcp.bind(udp.address());
      return udp;
    } catch (IOException e) {
      udp.close();
      throw e;
    }
  }

  private Complaint complaint(int wished, int last) {
    try {
      UdpPort.open(new InetSocketAddress(address, 0)).close();
    } catch (IOException e) {
      return new Complaint(
          "cannot listen at " + address.getHostAddress(),
          String.valueOf(e.getMessage()),
          "forum-server " + wished + " --bind 0.0.0.0");
    }
    String other = "forum-server " + (last < PORT_MAX ? last + 1 : 10005);
    return exact
        ? new Complaint("port " + wished + " is busy", "another program uses it", other)
        : new Complaint(
            "ports " + wished + " to " + last + " are busy", "other programs use them", other);
  }
}
