package forum.protocol.wire;

import java.nio.ByteBuffer;

/// What a sealed datagram holds: an inner frame, and whose it is. PROTOCOL.md, section 1.
///
/// @param token the session, [Token#NONE] for somebody without one
public record Content(Token token, Inner inner) {
  /// Shortest content.
  public static final int BYTES_MIN = Token.BYTES + Inner.HEAD_BYTES;

  /// The content as bytes.
  public byte[] bytes() {
    ByteBuffer out = ByteBuffer.allocate(BYTES_MIN + inner.body().length);
    out.putLong(token.high()).putLong(token.low());
    inner.writeTo(out);
    return out.array();
  }

  /// Reads what [#bytes] wrote.
  public static Content of(byte[] bytes) throws MalformedDatagram {
    if (bytes.length < BYTES_MIN) {
      throw new MalformedDatagram("content of " + bytes.length + " bytes");
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    return new Content(new Token(in.getLong(), in.getLong()), Inner.readFrom(in));
  }
}
