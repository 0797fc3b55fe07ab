package forum.server.rate;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// Which addresses count as one: those that one party usually has.
public final class Network {
  private Network() {}

  /// The network one user may roam in: /24, or /56 of IPv6.
  public static InetAddress ofUser(InetAddress address) {
    return prefix(address, 3, 7);
  }

  /// One computer: an IPv4 address, or the /64 of IPv6 in which it chooses at will.
  public static InetAddress ofComputer(InetAddress address) {
    return prefix(address, 4, 8);
  }

  private static InetAddress prefix(InetAddress address, int bytes4, int bytes6) {
    byte[] bytes = address.getAddress();
    for (int i = bytes.length == 4 ? bytes4 : bytes6; i < bytes.length; i++) {
      bytes[i] = 0;
    }
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has 4 or 16 bytes", e);
    }
  }
}
