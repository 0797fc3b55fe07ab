package forum.protocol.wire;

import forum.protocol.Versions;
import java.nio.ByteBuffer;

/// One datagram. The first byte tells the type: `10 VV TTTT`, VV being the wire version less one,
/// TTTT the type. PROTOCOL.md, section 1.
public sealed interface Frame {
  /// An inner frame in the clear, of a session.
  record Plain(Token token, Inner inner) implements Frame {}

  /// An inner frame in the clear, of somebody without a session: `aid` is a random number of the
  /// client's choice, `cookie` the proof that the source address is its own.
  record Stranger(long aid, Cookie cookie, Inner inner) implements Frame {}

  /// The server's answer to a wrong cookie: repeat with this one.
  record Retry(long aid, Cookie cookie) implements Frame {}

  /// The server's answer to a version it does not speak. `version` is the one it does.
  record UseVersion(long aid, int version) implements Frame {}

  /// 16 bytes that only the server can make, for one address and a short time.
  record Cookie(long high, long low) {
    /// The cookie of who has none yet.
    public static final Cookie NONE = new Cookie(0, 0);
  }

  /// Type numbers. 0, 2 and 3 belong to the sealed transport.
  int TYPE_RETRY = 1;

  /// See [Plain] and [Stranger].
  int TYPE_PLAIN = 4;

  /// See [UseVersion].
  int TYPE_VERSION = 6;

  /// Appends the datagram to `out`, which must have [forum.protocol.Limits#DATAGRAM_BYTES] left.
  default void writeTo(ByteBuffer out) {
    switch (this) {
      case Plain(Token token, Inner inner) -> {
        out.put(first(TYPE_PLAIN)).putLong(token.high()).putLong(token.low());
        inner.writeTo(out);
      }
      case Stranger(long aid, Cookie cookie, Inner inner) -> {
        out.put(first(TYPE_PLAIN)).putLong(0).putLong(0);
        out.putLong(aid).putLong(cookie.high()).putLong(cookie.low());
        inner.writeTo(out);
      }
      case Retry(long aid, Cookie cookie) ->
          out.put(first(TYPE_RETRY)).putLong(aid).putLong(cookie.high()).putLong(cookie.low());
      case UseVersion(long aid, int version) ->
          out.put(first(TYPE_VERSION)).putLong(aid).put((byte) 1).put((byte) version);
    }
  }

  private static byte first(int type) {
    return (byte) (0x80 | (Versions.WIRE - 1) << 4 | type);
  }

  /// Takes the whole of `in` as one datagram.
  ///
  /// @throws UnknownVersion when it is one of ours, of a version not spoken here
  /// @throws MalformedDatagram when it is anything else
  static Frame readFrom(ByteBuffer in) throws MalformedDatagram, UnknownVersion {
    int first = need(in, 1).get() & 0xff;
    if ((first & 0xc0) != 0x80) {
      throw new MalformedDatagram("first byte " + first + " is not ours");
    }
    int version = (first >> 4 & 3) + 1;
    int type = first & 0xf;
    if (type == TYPE_VERSION) {
      return readVersion(in);
    }
    if (version != Versions.WIRE) {
      throw new UnknownVersion(version, in);
    }
    return switch (type) {
      case TYPE_RETRY -> new Retry(need(in, 24).getLong(), readCookie(in));
      case TYPE_PLAIN -> readPlain(in);
      default -> throw new MalformedDatagram("type " + type);
    };
  }

  private static Frame readPlain(ByteBuffer in) throws MalformedDatagram {
    Token token = new Token(need(in, Token.BYTES).getLong(), in.getLong());
    if (!token.equals(Token.NONE)) {
      return new Plain(token, Inner.readFrom(in));
    }
    return new Stranger(need(in, 24).getLong(), readCookie(in), Inner.readFrom(in));
  }

  private static Frame readVersion(ByteBuffer in) throws MalformedDatagram {
    long aid = need(in, 10).getLong();
    if (in.get() != 1) {
      throw new MalformedDatagram("more than one version");
    }
    return new UseVersion(aid, in.get());
  }

  private static Cookie readCookie(ByteBuffer in) {
    return new Cookie(in.getLong(), in.getLong());
  }

  private static ByteBuffer need(ByteBuffer in, int bytes) throws MalformedDatagram {
    if (in.remaining() < bytes) {
      throw new MalformedDatagram(in.remaining() + " bytes left, expected " + bytes);
    }
    return in;
  }

  /// A datagram of ours, of a version that is not spoken here.
  final class UnknownVersion extends Exception {
    private static final long serialVersionUID = 1;
    private final int version;
    private final long aid;
    private final int bytes;

    UnknownVersion(int version, ByteBuffer in) {
      super("wire version " + version, null, false, false);
      this.version = version;
      this.bytes = in.limit();
      this.aid = in.remaining() >= Token.BYTES + 8 ? in.getLong(in.position() + Token.BYTES) : 0;
    }

    /// The version it is of.
    public int version() {
      return version;
    }

    /// The sender's number, where [Stranger] has it in this version.
    public long aid() {
      return aid;
    }

    /// Length of the datagram.
    public int bytes() {
      return bytes;
    }
  }
}
