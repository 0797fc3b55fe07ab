package forum.server.session;

import forum.protocol.InvalidValue;
import java.net.InetSocketAddress;

/// Socket addresses as text, `127.0.0.1:50123` or `[::1]:50123`; never a look-up of a name.
public final class Addresses {
  private Addresses() {}

  /// The address as text.
  public static String text(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }

  /// Reads what [#text] wrote.
  ///
  /// @throws InvalidValue when it is anything else
  static InetSocketAddress parse(String text) {
    int colon = text.lastIndexOf(':');
    try {
      String host = text.substring(0, colon);
      int port = Integer.parseInt(text.substring(colon + 1));
      return new InetSocketAddress(java.net.InetAddress.ofLiteral(host), port);
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new InvalidValue("not an address: " + text);
    }
  }
}
