package forum.protocol.seal;

import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/// The only TLS that is spoken here: 1.3, one cipher suite, and a name for what is spoken inside.
public final class Tls {
  /// What datagrams speak, for the negotiation inside TLS (ALPN). Another version of the protocol
  /// gets another name, so that nobody in between can talk two ends into an older one.
  public static final String DATAGRAMS = "forum/1";

  /// What transfers speak.
  public static final String TRANSFERS = "forum-xfer/1";

  private Tls() {}

  /// What a server's engines are made of. Safe for any thread.
  public static SSLContext server(Identity identity) {
    return context(new KeyManager[] {identity}, new TrustManager[] {new Witness()});
  }

  /// A server's engine.
  public static SSLEngine serverEngine(SSLContext context, String protocol) {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    engine.setSSLParameters(parameters(engine, protocol));
    return engine;
  }

  /// A client's engine. Made of a context of its own, so that nothing of an earlier handshake is
  /// used again.
  ///
  /// @param witness sees the server's certificates
  /// @param host the server as the user named it
  public static SSLEngine clientEngine(
      TrustManager witness, String host, int port, String protocol) {
    SSLContext context = context(null, new TrustManager[] {witness});
    SSLEngine engine = context.createSSLEngine(host, port);
    engine.setUseClientMode(true);
    SSLParameters parameters = parameters(engine, protocol);
    parameters.setEndpointIdentificationAlgorithm("HTTPS"); // for the witness to look at
    engine.setSSLParameters(parameters);
    return engine;
  }

  /// Fails unless both ends have agreed on what is spoken inside; RFC 7301, section 3.2 lets them
  /// go on when one of them has not asked.
  static void requireProtocol(SSLEngine engine) throws SSLException {
    String[] wanted = engine.getSSLParameters().getApplicationProtocols();
    if (!List.of(wanted).contains(engine.getApplicationProtocol())) {
      throw new SSLException("nothing was agreed on that could be spoken inside");
    }
  }

  private static SSLContext context(KeyManager @Nullable [] keys, TrustManager[] trust) {
    try {
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(keys, trust, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SSLParameters parameters(SSLEngine engine, String protocol) {
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setProtocols(new String[] {"TLSv1.3"});
    parameters.setCipherSuites(new String[] {"TLS_AES_128_GCM_SHA256"});
    parameters.setApplicationProtocols(new String[] {protocol});
    return parameters;
  }
}
