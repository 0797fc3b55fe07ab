package forum.protocol.seal;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.List;

/// Makes an identity: a new key of the curve P-256, and a certificate that it has signed itself
/// (RFC 5280).
///
/// Nobody believes such a certificate for what it says, so it says as little as possible and never
/// ends: what clients remember is the key.
public final class SelfSigned {
  private static final byte[] ECDSA_WITH_SHA256 =
      Der.sequence(Der.identifier(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));
  private static final byte[] COMMON_NAME = Der.identifier(0x55, 0x04, 0x03);

  private SelfSigned() {}

  /// A new identity.
  public static Identity create() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      return new Identity(pair.getPrivate(), List.of(certificate(pair)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static X509Certificate certificate(KeyPair pair) throws GeneralSecurityException {
    byte[] name = Der.sequence(Der.set(Der.sequence(COMMON_NAME, Der.text("forum"))));
    byte[] validity = Der.sequence(Der.time("20000101000000Z"), Der.time("99991231235959Z"));
    byte[] version3 = Der.tagged(0xa0, Der.integer(BigInteger.TWO));
    byte[] signed =
        Der.sequence(
            version3,
            Der.integer(BigInteger.ONE),
            ECDSA_WITH_SHA256,
            name,
            validity,
            name,
            pair.getPublic().getEncoded());
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(pair.getPrivate());
    signature.update(signed);
    byte[] whole = Der.sequence(signed, ECDSA_WITH_SHA256, Der.bits(signature.sign()));
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(whole));
  }
}
