package forum.protocol.seal;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/// Who a server is: its key, and the certificate that carries it with those that vouch for it.
///
/// Holds the key itself. The JDK's own manager would derive the password of a key store anew in
/// each handshake, which costs more than the handshake. Safe for any thread.
public final class Identity extends X509ExtendedKeyManager {
  private static final String ALIAS = "host";

  private final PrivateKey key;
  private final List<X509Certificate> chain;

  /// `chain` begins with the certificate of `key`.
  public Identity(PrivateKey key, List<X509Certificate> chain) {
    this.key = key;
    this.chain = List.copyOf(chain);
  }

  /// What names the key to people.
  public Fingerprint fingerprint() {
    return Fingerprint.of(chain.getFirst().getPublicKey());
  }

  /// The key that must not become known.
  public PrivateKey secret() {
    return key;
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return key.getAlgorithm().equals(keyType) ? ALIAS : null;
  }

  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return key.getAlgorithm().equals(keyType) ? new String[] {ALIAS} : null;
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return chooseEngineServerAlias(keyType, issuers, null);
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null;
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return chain.toArray(X509Certificate[]::new);
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return key;
  }
}
