package forum.machine;

import java.security.SecureRandom;

/// Randomness: secrets in production, a seed in simulation. Safe for any thread.
public interface Chance {
  /// Fills `target` with random bytes.
  void fill(byte[] target);

  /// `length` fresh random bytes.
  default byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    fill(bytes);
    return bytes;
  }

  /// A random number of 64 bits.
  default long number() {
    long number = 0;
    for (byte b : bytes(Long.BYTES)) {
      number = number << 8 | (b & 0xff);
    }
    return number;
  }

  /// A random fraction, at least 0 and less than 1.
  default double fraction() {
    return (number() >>> 11) * 0x1.0p-53;
  }

  /// The cryptographic generator of this computer.
  static Chance system() {
    return new SecureRandom()::nextBytes;
  }
}
