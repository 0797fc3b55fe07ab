package forum.protocol.seal;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLSession;

/// An engine with a mistake in what reads: it throws what it has not declared.
final class FaultyEngine extends SSLEngine {
  private static final String[] NONE = {};

  private final SSLSession session;
  private boolean begun;

  FaultyEngine(SSLSession session) {
    this.session = session;
  }

  @Override
  public SSLEngineResult unwrap(ByteBuffer in, ByteBuffer[] out, int offset, int length) {
    throw new IllegalStateException("a mistake of the engine");
  }

  @Override
  public SSLEngineResult wrap(ByteBuffer[] in, int offset, int length, ByteBuffer out) {
    throw new IllegalStateException("a mistake of the engine");
  }

  @Override
  public void beginHandshake() {
    begun = true;
  }

  @Override
  public HandshakeStatus getHandshakeStatus() {
    return begun ? HandshakeStatus.NEED_UNWRAP : HandshakeStatus.NOT_HANDSHAKING;
  }

  @Override
  public SSLSession getSession() {
    return session;
  }

  @Override
  public Runnable getDelegatedTask() {
    return () -> {};
  }

  @Override
  public void closeInbound() {}

  @Override
  public boolean isInboundDone() {
    return false;
  }

  @Override
  public void closeOutbound() {}

  @Override
  public boolean isOutboundDone() {
    return false;
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return NONE;
  }

  @Override
  public String[] getEnabledCipherSuites() {
    return NONE;
  }

  @Override
  public void setEnabledCipherSuites(String[] suites) {}

  @Override
  public String[] getSupportedProtocols() {
    return NONE;
  }

  @Override
  public String[] getEnabledProtocols() {
    return NONE;
  }

  @Override
  public void setEnabledProtocols(String[] protocols) {}

  @Override
  public void setUseClientMode(boolean mode) {}

  @Override
  public boolean getUseClientMode() {
    return true;
  }

  @Override
  public void setNeedClientAuth(boolean need) {}

  @Override
  public boolean getNeedClientAuth() {
    return false;
  }

  @Override
  public void setWantClientAuth(boolean want) {}

  @Override
  public boolean getWantClientAuth() {
    return false;
  }

  @Override
  public void setEnableSessionCreation(boolean flag) {}

  @Override
  public boolean getEnableSessionCreation() {
    return true;
  }
}
