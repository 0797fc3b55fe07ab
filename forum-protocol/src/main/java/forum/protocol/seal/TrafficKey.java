package forum.protocol.seal;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// What protects one direction of an association. Its text shows nothing of it.
final class TrafficKey {
  static final int KEY_BYTES = 16;
  static final int IV_BYTES = 12;

  private final SecretKey key;
  private final byte[] iv;

  TrafficKey(byte[] key, byte[] iv) {
    this.key = new SecretKeySpec(key, "AES");
    this.iv = iv.clone();
  }

  SecretKey key() {
    return key;
  }

  /// The packet number, as 12 bytes, exclusive-or the IV (as in RFC 8446, section 5.3): another one
  /// for each number.
  byte[] nonce(long number) {
    byte[] nonce = iv.clone();
    for (int i = 0; i < Long.BYTES; i++) {
      nonce[IV_BYTES - 1 - i] ^= (byte) (number >>> (8 * i));
    }
    return nonce;
  }
}
