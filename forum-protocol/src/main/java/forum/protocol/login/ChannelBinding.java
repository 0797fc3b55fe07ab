package forum.protocol.login;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What ties a login to the channel it came through (RFC 5802, section 6): a proof made for one
/// channel is worth nothing in another, so nobody in the middle can pass it on.
public final class ChannelBinding {
  /// The binding of a channel in the clear, which has nothing to bind to.
  public static final ChannelBinding NONE = new ChannelBinding("n,,", new byte[0]);

  private final byte[] bytes;

  private ChannelBinding(String header, byte[] data) {
    byte[] head = header.getBytes(StandardCharsets.US_ASCII);
    bytes = Arrays.copyOf(head, head.length + data.length);
    System.arraycopy(data, 0, bytes, head.length, data.length);
  }

  /// The binding `tls-exporter` (RFC 9266) of a TLS channel that exported `data`.
  public static ChannelBinding tlsExporter(byte[] data) {
    return new ChannelBinding("p=tls-exporter,,", data);
  }

  byte[] bytes() {
    return bytes;
  }
}
