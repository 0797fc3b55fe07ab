package forum.protocol.seal;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.security.cert.Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;

/// A stream of bytes inside TLS over another one, which must block. PROTOCOL.md, section 11.
///
/// One thread may read while another writes. The end of the stream counts only when the other end
/// has said so in TLS: an end that somebody in between has made is an [EOFException].
public final class TlsChannel implements ByteChannel {
  private final ByteChannel under;
  private final SSLEngine engine;
  private final ByteBuffer received;
  private final ByteBuffer readable;
  private final ByteBuffer toSend;
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  /// Nothing is sent yet.
  ///
  /// @param engine one of [Tls] that was not used yet
  /// @param first what was read from `under` already
  public TlsChannel(ByteChannel under, SSLEngine engine, byte[] first) {
    this.under = under;
    this.engine = engine;
    int packet = engine.getSession().getPacketBufferSize();
    this.received = ByteBuffer.allocateDirect(2 * packet).put(first).flip();
    this.readable = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize()).limit(0);
    this.toSend = ByteBuffer.allocateDirect(packet);
  }

  /// Proves who the ends are. To be called first, once.
  public void handshake() throws IOException {
    engine.beginHandshake();
    HandshakeStatus status = engine.getHandshakeStatus();
    while (status != HandshakeStatus.NOT_HANDSHAKING) {
      switch (status) {
        case NEED_TASK -> engine.getDelegatedTask().run();
        case NEED_WRAP -> wrap(NOTHING.duplicate());
        default -> {
          if (!unwrap()) {
            throw new EOFException("the connection was ended before anybody had proven anything");
          }
        }
      }
      status = engine.getHandshakeStatus();
    }
    Tls.requireProtocol(engine);
  }

  /// The other end's certificate, and those that vouch for it behind it.
  public List<Certificate> peer() throws IOException {
    return List.of(engine.getSession().getPeerCertificates());
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    while (!readable.hasRemaining()) {
      if (engine.isInboundDone() || !unwrap()) {
        return -1;
      }
    }
    int count = Math.min(target.remaining(), readable.remaining());
    target.put(readable.slice(readable.position(), count));
    readable.position(readable.position() + count);
    return count;
  }

  /// Takes one record, waiting for it.
  ///
  /// @return false when the other end has said that it was the last
  private boolean unwrap() throws IOException {
    while (true) {
      SSLEngineResult result = engine.unwrap(received, readable.clear());
      readable.flip();
      switch (result.getStatus()) {
        case OK -> {
          if (engine.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
            engine.getDelegatedTask().run(); // else the engine would wait for it for ever
          }
          return true;
        }
        case CLOSED -> {
          return false;
        }
        case BUFFER_UNDERFLOW -> receive();
        case BUFFER_OVERFLOW -> throw new IOException("a record longer than TLS has them");
      }
    }
  }

  private void receive() throws IOException {
    int count = under.read(received.compact());
    received.flip();
    if (count < 0) {
      throw new EOFException("the connection was cut");
    }
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    int length = source.remaining();
    while (source.hasRemaining()) {
      wrap(source);
    }
    return length;
  }

  private void wrap(ByteBuffer source) throws IOException {
    SSLEngineResult result = engine.wrap(source, toSend.clear());
    toSend.flip();
    while (toSend.hasRemaining()) {
      under.write(toSend);
    }
    if (result.getStatus() == SSLEngineResult.Status.CLOSED && source.hasRemaining()) {
      throw new IOException("this end has said that it was all");
    }
  }

  @Override
  public boolean isOpen() {
    return under.isOpen();
  }

  /// Closes what is under it, without a word.
  @Override
  public void close() throws IOException {
    under.close();
  }
}
