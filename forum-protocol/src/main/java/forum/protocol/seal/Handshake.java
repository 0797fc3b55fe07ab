package forum.protocol.seal;

import forum.protocol.Versions;
import forum.protocol.login.ChannelBinding;
import forum.protocol.wire.Frame;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.cert.Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/// A TLS 1.3 handshake in flights: what one end says until it has to hear the other. PROTOCOL.md,
/// section 14.
///
/// ```
///   client                      server
///   begin() ------- flight ---> answer()
///   answer() <----- flight ----
///           ------- flight ---> answer(), isDone(), lastWord(word)
///   answer() <----- flight ----
///   isDone(), word()
/// ```
///
/// Computes for a millisecond or two. Used by one thread at a time.
public final class Handshake {
  /// Length of the server's last word, in bytes.
  public static final int WORD_BYTES = 16;

  private static final String KEYS_LABEL = "EXPORTER-forum-udp";

  /// RFC 9266, section 4.
  private static final String BINDING_LABEL = "EXPORTER-Channel-Binding";

  private static final int BINDING_BYTES = 32;
  private static final int FLIGHT_BYTES_MAX = Frame.PARTS_MAX * Frame.HANDSHAKE_BYTES;

  private final SSLEngine engine;
  private final ByteBuffer scratch;
  private final ByteBuffer word;
  private boolean done;

  /// Pumps an engine of [Tls] that was not used yet.
  public Handshake(SSLEngine engine) {
    this.engine = engine;
    this.scratch = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    this.word = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
  }

  /// The client's first flight.
  public byte[] begin() throws HandshakeFailed {
    return next(new byte[0]);
  }

  /// Takes a flight of the other end.
  ///
  /// @return this end's next flight; empty when it has nothing to say
  /// @throws HandshakeFailed when that was no right one
  public byte[] answer(byte[] flight) throws HandshakeFailed {
    if (flight.length == 0) {
      throw new HandshakeFailed("refused without a word");
    }
    return next(flight);
  }

  private byte[] next(byte[] flight) throws HandshakeFailed {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try {
      if (engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING && !done) {
        engine.beginHandshake();
      }
      pump(ByteBuffer.wrap(flight), said);
      return said.toByteArray();
    } catch (SSLException e) {
      throw new HandshakeFailed(String.valueOf(e.getMessage()), alert());
    } catch (RuntimeException e) { // the engine has them for some of what nobody should say
      throw new HandshakeFailed(e.toString(), alert());
    }
  }

  private void pump(ByteBuffer heard, ByteArrayOutputStream said) throws SSLException {
    while (said.size() <= FLIGHT_BYTES_MAX) {
      switch (engine.getHandshakeStatus()) {
        case NEED_TASK -> engine.getDelegatedTask().run();
        case NEED_WRAP -> wrap(new byte[0], said);
        case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
          if (!heard.hasRemaining()) {
            return;
          }
          unwrap(heard);
        }
        case NOT_HANDSHAKING, FINISHED -> {
          if (!done) {
            Tls.requireProtocol(engine);
            done = true;
          }
          if (!heard.hasRemaining()) {
            return;
          }
          if (!engine.getUseClientMode()) { // only the server says something behind its last flight
            throw new SSLException("more than a last flight");
          }
          unwrap(heard);
        }
      }
    }
    throw new SSLException("a flight of more than " + FLIGHT_BYTES_MAX + " bytes");
  }

  private void unwrap(ByteBuffer heard) throws SSLException {
    SSLEngineResult result = engine.unwrap(heard, word);
    if (result.getStatus() != SSLEngineResult.Status.OK) {
      throw new SSLException("a flight that ends with " + result.getStatus());
    }
  }

  private SSLEngineResult wrap(byte[] content, ByteArrayOutputStream said) throws SSLException {
    return wrap(ByteBuffer.wrap(content), said);
  }

  private SSLEngineResult wrap(ByteBuffer content, ByteArrayOutputStream said) throws SSLException {
    SSLEngineResult result = engine.wrap(content, scratch.clear());
    said.write(scratch.array(), 0, scratch.position());
    return result;
  }

  private byte[] alert() {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try {
      engine.closeOutbound();
      wrap(new byte[0], said);
    } catch (SSLException | RuntimeException e) {
      // Then the other end has to find out by itself.
    }
    return said.toByteArray();
  }

  /// Whether both ends have proven what they have to.
  public boolean isDone() {
    return done;
  }

  /// What the server says last, behind its last flight: that the handshake is done, and something
  /// for the client alone.
  public byte[] lastWord(byte[] told) throws HandshakeFailed {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    ByteBuffer content = ByteBuffer.wrap(told);
    try {
      while (content.hasRemaining()) { // a ticket of TLS, which nobody uses, may come first
        wrap(content, said);
      }
      return said.toByteArray();
    } catch (SSLException e) {
      throw new HandshakeFailed(String.valueOf(e.getMessage()), new byte[0]);
    }
  }

  /// What the server has told with its last word; shorter than [#WORD_BYTES] while it is not there.
  public byte[] word() {
    return Arrays.copyOf(word.array(), word.position());
  }

  /// The keys of the association. `aid` is the client's number of this handshake.
  public ChannelKeys keys(long aid) {
    byte[] context = ByteBuffer.allocate(9).put((byte) Versions.WIRE).putLong(aid).array();
    return ChannelKeys.of(export(KEYS_LABEL, context, ChannelKeys.BYTES));
  }

  /// What binds a login to this handshake.
  public ChannelBinding binding() {
    return ChannelBinding.tlsExporter(export(BINDING_LABEL, new byte[0], BINDING_BYTES));
  }

  private byte[] export(String label, byte[] context, int bytes) {
    if (!done) {
      throw new IllegalStateException("the handshake is not done");
    }
    try {
      return ((ExtendedSSLSession) engine.getSession())
          .exportKeyingMaterialData(label, context, bytes);
    } catch (SSLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The other end's certificate, and those that vouch for it behind it.
  public List<Certificate> peer() {
    try {
      return List.of(engine.getSession().getPeerCertificates());
    } catch (SSLPeerUnverifiedException e) {
      return List.of();
    }
  }
}
