package forum.server.net;

import forum.server.model.ServerLimits;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// So many a second for each address; an IPv6 network of 64 bits counts as one, since whoever has
/// one address of it has all. Remembers a bounded number of addresses, those seen last. Owned by
/// one thread.
final class AddressAllowance {
  private static final int NETWORK_BYTES = 8;

  private final int perSecond;
  private final Map<ByteBuffer, Allowance> byAddress =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Allowance> eldest) {
          return size() > ServerLimits.ADDRESSES_REMEMBERED;
        }
      };

  AddressAllowance(int perSecond) {
    this.perSecond = perSecond;
  }

  /// Takes one for `address` if one is left.
  boolean take(InetAddress address, long nowNanos) {
    return byAddress
        .computeIfAbsent(network(address), _ -> new Allowance(perSecond))
        .take(nowNanos);
  }

  private static ByteBuffer network(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean wide = address instanceof Inet6Address;
    return ByteBuffer.wrap(wide ? Arrays.copyOf(bytes, NETWORK_BYTES) : bytes);
  }
}
