package forum.protocol;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// Whom a ban is about: a user, or a computer on the network. One word; what can be read as an
/// address is one, and names are never looked up.
public sealed interface Subject {
  /// As it is written.
  String text();

  /// A user, who may not exist yet.
  record OfUser(UserName name) implements Subject {
    @Override
    public String text() {
      return name.text();
    }
  }

  /// A computer: an IPv4 address, or the /64 of IPv6 in which it chooses at will.
  record OfAddress(InetAddress network) implements Subject {
    private static final int NETWORK_BYTES = 8;

    /// Keeps of an IPv6 address what the computer cannot choose.
    public OfAddress {
      byte[] bytes = network.getAddress();
      for (int i = NETWORK_BYTES; i < bytes.length; i++) {
        bytes[i] = 0;
      }
      network = address(bytes);
    }

    private static InetAddress address(byte[] bytes) {
      try {
        return InetAddress.getByAddress(bytes);
      } catch (UnknownHostException e) {
        throw new IllegalStateException("an address has 4 or 16 bytes", e);
      }
    }

    @Override
    public String text() {
      return network.getHostAddress();
    }
  }

  /// Reads what somebody typed, or what [#text] wrote.
  ///
  /// @throws InvalidValue when it is neither an address nor a user name
  static Subject of(String word) {
    try {
      return new OfAddress(InetAddress.ofLiteral(word));
    } catch (IllegalArgumentException e) {
      return new OfUser(new UserName(word));
    }
  }
}
