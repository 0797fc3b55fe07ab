package forum.server.net;

import forum.machine.Chance;
import forum.protocol.wire.Frame;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Proofs that a source address is the sender's own: nothing is kept for who has not shown one, and
/// no more bytes go to an address than came from it until then. PROTOCOL.md, section 4.
final class Cookies {
  private static final long LIFE_NANOS = 60_000_000_000L;
  private final Mac mac;

  Cookies(Chance chance) {
    try {
      mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(chance.bytes(32), "HmacSHA256"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The cookie of this minute for one address and one client number.
  Frame.Cookie make(InetSocketAddress from, long aid, long nowNanos) {
    return make(from, aid, Math.floorDiv(nowNanos, LIFE_NANOS), 0);
  }

  /// Whether `shown` is the cookie of this minute or the one before.
  boolean isRight(Frame.Cookie shown, InetSocketAddress from, long aid, long nowNanos) {
    long minute = Math.floorDiv(nowNanos, LIFE_NANOS);
    boolean isOfThisMinute = equal(shown, make(from, aid, minute, 0));
    boolean isOfTheLast = equal(shown, make(from, aid, minute, 1));
    return isOfThisMinute || isOfTheLast;
  }

  /// Without a branch on the secret, so that the time tells nothing.
  private static boolean equal(Frame.Cookie a, Frame.Cookie b) {
    return ((a.high() ^ b.high()) | (a.low() ^ b.low())) == 0;
  }

  private Frame.Cookie make(InetSocketAddress from, long aid, long minute, int before) {
    mac.update(from.getAddress().getAddress());
    ByteBuffer rest = ByteBuffer.allocate(Integer.BYTES + 2 * Long.BYTES);
    mac.update(rest.putInt(from.getPort()).putLong(aid).putLong(minute - before).array());
    ByteBuffer tag = ByteBuffer.wrap(mac.doFinal());
    return new Frame.Cookie(tag.getLong(), tag.getLong());
  }
}
