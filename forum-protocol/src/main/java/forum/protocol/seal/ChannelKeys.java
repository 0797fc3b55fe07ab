package forum.protocol.seal;

import java.nio.ByteBuffer;

/// The keys of an association, as both ends export them from their handshake. PROTOCOL.md, section
/// 15. Its text shows nothing of them.
public final class ChannelKeys {
  /// What is exported: cid 8, key to the server 16, key to the client 16, IV to the server 12, IV
  /// to the client 12.
  static final int BYTES = Long.BYTES + 2 * TrafficKey.KEY_BYTES + 2 * TrafficKey.IV_BYTES;

  private final long cid;
  private final TrafficKey toServer;
  private final TrafficKey toClient;

  private ChannelKeys(long cid, TrafficKey toServer, TrafficKey toClient) {
    this.cid = cid;
    this.toServer = toServer;
    this.toClient = toClient;
  }

  static ChannelKeys of(byte[] exported) {
    ByteBuffer in = ByteBuffer.wrap(exported);
    long cid = in.getLong();
    byte[] serverKey = take(in, TrafficKey.KEY_BYTES);
    byte[] clientKey = take(in, TrafficKey.KEY_BYTES);
    TrafficKey toServer = new TrafficKey(serverKey, take(in, TrafficKey.IV_BYTES));
    TrafficKey toClient = new TrafficKey(clientKey, take(in, TrafficKey.IV_BYTES));
    return new ChannelKeys(cid, toServer, toClient);
  }

  private static byte[] take(ByteBuffer in, int bytes) {
    byte[] taken = new byte[bytes];
    in.get(taken);
    return taken;
  }

  /// The name of the association.
  public long cid() {
    return cid;
  }

  /// The client's end.
  public SealedChannel client(Aead aead) {
    return client(aead, 0);
  }

  SealedChannel client(Aead aead, long next) {
    return new SealedChannel(cid, aead, toServer, toClient, next);
  }

  /// The server's end.
  public SealedChannel server(Aead aead) {
    return new SealedChannel(cid, aead, toClient, toServer, 0);
  }
}
