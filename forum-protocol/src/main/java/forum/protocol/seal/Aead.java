package forum.protocol.seal;

import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/// AES-128-GCM. One of these serves any number of keys. Owned by one thread.
public final class Aead {
  static final int TAG_BITS = 128;

  private final Cipher cipher;

  /// The JDK's cipher.
  public Aead() {
    try {
      cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Encrypts `plain` and puts the tag behind it. No nonce may serve twice with one key.
  byte[] seal(TrafficKey key, long number, byte[] authenticated, byte[] plain) {
    try {
      prepare(Cipher.ENCRYPT_MODE, key, number, authenticated);
      return cipher.doFinal(plain);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// What was sealed; null when a bit of it, of `authenticated`, of the number or of the key is
  /// another.
  byte @Nullable [] open(TrafficKey key, long number, byte[] authenticated, byte[] sealed) {
    try {
      prepare(Cipher.DECRYPT_MODE, key, number, authenticated);
      return cipher.doFinal(sealed);
    } catch (AEADBadTagException e) {
      return null;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void prepare(int mode, TrafficKey key, long number, byte[] authenticated)
      throws GeneralSecurityException {
    cipher.init(mode, key.key(), new GCMParameterSpec(TAG_BITS, key.nonce(number)));
    cipher.updateAAD(authenticated);
  }
}
