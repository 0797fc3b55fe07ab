package forum.server.net;

import forum.protocol.seal.Handshake;
import forum.protocol.seal.Identity;
import forum.protocol.wire.Frame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// By what a client knows that it is its server that has forgotten it, and nobody else who says so.
/// Made of the host key, so that the next start of the server can make them again. PROTOCOL.md,
/// section 16. Safe for any thread.
final class ResetProofs {
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  ResetProofs(Identity identity) {
    byte[] label = "forum reset".getBytes(StandardCharsets.US_ASCII);
    key = new SecretKeySpec(mac(identity.secret().getEncoded(), label), ALGORITHM);
  }

  Frame.Cookie of(long cid) {
    byte[] name = ByteBuffer.allocate(Long.BYTES).putLong(cid).array();
    ByteBuffer proof = ByteBuffer.wrap(mac(key.getEncoded(), name));
    return new Frame.Cookie(proof.getLong(), proof.getLong());
  }

  /// The same as it travels.
  byte[] bytes(long cid) {
    Frame.Cookie proof = of(cid);
    return ByteBuffer.allocate(Handshake.WORD_BYTES)
        .putLong(proof.high())
        .putLong(proof.low())
        .array();
  }

  private static byte[] mac(byte[] key, byte[] text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
