package forum.server.transfer;

import forum.machine.Chance;
import forum.protocol.transfer.Sha256;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Makes the secrets that admit to transfers: 32 bytes nobody can guess, derived from a key of this
/// start and the number of the transfer. So the table of transfers holds fingerprints only, and a
/// repeated question can still be given the same ticket. Owned by the command loop.
final class Tickets {
  private static final String ALGORITHM = "HmacSHA256";

  private final Mac mac;

  Tickets(Chance chance) {
    try {
      mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(chance.bytes(Sha256.BYTES), ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  /// The ticket of transfer `number`.
  byte[] secret(long number) {
    return mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
  }

  /// What is kept of a ticket. Looking it up takes a time that tells nothing about tickets.
  static Sha256 fingerprint(byte[] secret) {
    return Sha256.of(secret);
  }
}
