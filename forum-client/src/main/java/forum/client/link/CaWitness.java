package forum.client.link;

import forum.protocol.seal.Witness;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Lets every certificate pass and notes whether an authority vouches for it: what follows from
/// that is decided when the handshake is done. Authorities are looked up for certificates only that
/// claim to have one, since reading them takes a while.
final class CaWitness extends Witness {
  private boolean vouched;

  /// Whether an authority vouches for the certificate and the name.
  boolean isVouched() {
    return vouched;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, @Nullable SSLEngine engine) {
    X509Certificate own = chain[0];
    boolean claims = !own.getIssuerX500Principal().equals(own.getSubjectX500Principal());
    vouched = claims && engine != null && isVouched(chain, type, engine);
  }

  private static boolean isVouched(X509Certificate[] chain, String type, SSLEngine engine) {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null);
      for (TrustManager manager : factory.getTrustManagers()) {
        if (manager instanceof X509ExtendedTrustManager authorities) {
          authorities.checkServerTrusted(chain, type, engine);
          return true;
        }
      }
      return false;
    } catch (GeneralSecurityException | RuntimeException e) {
      return false; // also when there is no list of authorities that can be read
    }
  }
}
