package forum.protocol.seal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Identities as text (RFC 7468): one `PRIVATE KEY` (PKCS #8, not encrypted), and each
/// `CERTIFICATE` behind the one it vouches for.
public final class Pem {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");

  /// Algorithms of keys, and of a signature by which to see that key and certificate belong
  /// together.
  private static final Map<String, String> SIGNATURES =
      Map.of("EC", "SHA256withECDSA", "RSA", "SHA256withRSA", "EdDSA", "EdDSA");

  private Pem() {}

  /// The identity as text.
  public static String write(Identity identity) {
    StringBuilder text = new StringBuilder(block("PRIVATE KEY", identity.secret().getEncoded()));
    try {
      for (X509Certificate certificate : identity.getCertificateChain("")) {
        text.append(block("CERTIFICATE", certificate.getEncoded()));
      }
    } catch (CertificateException e) {
      throw new IllegalStateException(e);
    }
    return text.toString();
  }

  private static String block(String label, byte[] bytes) {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, lines, label);
  }

  private static byte[] bytes(String base64) throws IOException {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new IOException("a block that is damaged: " + e.getMessage(), e);
    }
  }

  /// Reads an identity; what stands between the blocks is skipped.
  ///
  /// @throws IOException when it is none; the message says what is wrong
  public static Identity read(byte[] text) throws IOException {
    List<PrivateKey> keys = new ArrayList<>();
    List<X509Certificate> chain = new ArrayList<>();
    Matcher blocks = BLOCK.matcher(new String(text, StandardCharsets.ISO_8859_1));
    while (blocks.find()) {
      byte[] bytes = bytes(blocks.group(2));
      switch (blocks.group(1)) {
        case "PRIVATE KEY" -> keys.add(key(bytes));
        case "CERTIFICATE" -> chain.add(certificate(bytes));
        case "RSA PRIVATE KEY", "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY" ->
            throw new IOException(
                "a key of the form "
                    + blocks.group(1)
                    + "; openssl pkcs8 -topk8 -nodes makes"
                    + " the one that is expected, PRIVATE KEY");
        default -> {
          // Parameters of a curve, for instance: the key has them too.
        }
      }
    }
    if (keys.size() != 1 || chain.isEmpty()) {
      throw new IOException(
          keys.size() + " keys and " + chain.size() + " certificates, expected 1 and at least 1");
    }
    return identity(keys.getFirst(), chain);
  }

  private static Identity identity(PrivateKey key, List<X509Certificate> chain) throws IOException {
    if (!belongs(key, chain.getFirst().getPublicKey())) {
      throw new IOException("the first certificate is not that of the key");
    }
    return new Identity(key, chain);
  }

  private static PrivateKey key(byte[] bytes) throws IOException {
    for (String algorithm : SIGNATURES.keySet()) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
      } catch (InvalidKeySpecException e) {
        // One of another algorithm.
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
    throw new IOException("a key of an algorithm that is not known; EC, RSA and EdDSA are");
  }

  private static X509Certificate certificate(byte[] bytes) throws IOException {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(bytes));
    } catch (CertificateException e) {
      throw new IOException("a certificate that cannot be read: " + e.getMessage(), e);
    }
  }

  private static boolean belongs(PrivateKey key, PublicKey other) {
    try {
      Signature signature = Signature.getInstance(SIGNATURES.get(key.getAlgorithm()));
      signature.initSign(key);
      byte[] signed = signature.sign();
      signature.initVerify(other);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false; // not even of the same algorithm
    }
  }
}
