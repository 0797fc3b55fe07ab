package forum.protocol.wire;

import forum.protocol.Limits;
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

  /// The client's first flight of a handshake, or a part of it, padded with zeros to
  /// [Limits#DATAGRAM_BYTES]: so no answer to it can be longer.
  record Hello(long aid, Cookie cookie, int part, int parts, byte[] bytes) implements Frame {}

  /// A later flight of a handshake, or a part of it. `step` counts the flights of its sender from
  /// 0.
  record Handshake(long aid, int step, int part, int parts, byte[] bytes) implements Frame {}

  /// A sealed datagram: `cid` names the association whose keys open it, `number` is the packet
  /// number, `sealed` a [Content] encrypted, and the tag behind it.
  record Sealed(long cid, long number, byte[] sealed) implements Frame {}

  /// The server does not know the association. `proof` shows that it is the server it was made
  /// with.
  record Reset(long cid, Cookie proof) implements Frame {}

  /// The server's answer to a wrong cookie: repeat with this one.
  record Retry(long aid, Cookie cookie) implements Frame {}

  /// The server's answer to a version it does not speak. `version` is the one it does.
  record UseVersion(long aid, int version) implements Frame {}

  /// 16 bytes that only the server can make: for one address and a short time, or for one
  /// association.
  record Cookie(long high, long low) {
    /// The cookie of who has none yet.
    public static final Cookie NONE = new Cookie(0, 0);
  }

  /// See [Hello].
  int TYPE_HELLO = 0;

  /// See [Retry].
  int TYPE_RETRY = 1;

  /// See [Handshake].
  int TYPE_HANDSHAKE = 2;

  /// See [Sealed].
  int TYPE_SEALED = 3;

  /// See [Plain] and [Stranger].
  int TYPE_PLAIN = 4;

  /// See [Reset].
  int TYPE_RESET = 5;

  /// See [UseVersion].
  int TYPE_VERSION = 6;

  /// Bytes of a sealed datagram before what is sealed: first byte, cid, packet number.
  int SEALED_HEAD_BYTES = 17;

  /// Bytes of the tag at the end of a sealed datagram.
  int TAG_BYTES = 16;

  /// Length of a [Retry].
  int RETRY_BYTES = 25;

  /// Most bytes of one [Hello].
  int HELLO_BYTES = Limits.DATAGRAM_BYTES - 29;

  /// Most bytes of one [Handshake].
  int HANDSHAKE_BYTES = Limits.DATAGRAM_BYTES - 12;

  /// Most parts of a flight.
  int PARTS_MAX = 16;

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
      case Hello(long aid, Cookie cookie, int part, int parts, byte[] bytes) -> {
        out.put(first(TYPE_HELLO)).putLong(aid).putLong(cookie.high()).putLong(cookie.low());
        out.put((byte) part).put((byte) parts).putShort((short) bytes.length).put(bytes);
        out.put(new byte[HELLO_BYTES - bytes.length]);
      }
      case Handshake(long aid, int step, int part, int parts, byte[] bytes) ->
          out.put(first(TYPE_HANDSHAKE))
              .putLong(aid)
              .put((byte) step)
              .put((byte) part)
              .put((byte) parts)
              .put(bytes);
      case Sealed(long cid, long number, byte[] sealed) ->
          out.put(sealedHead(cid, number)).put(sealed);
      case Reset(long cid, Cookie proof) ->
          out.put(first(TYPE_RESET)).putLong(cid).putLong(proof.high()).putLong(proof.low());
      case Retry(long aid, Cookie cookie) ->
          out.put(first(TYPE_RETRY)).putLong(aid).putLong(cookie.high()).putLong(cookie.low());
      case UseVersion(long aid, int version) ->
          out.put(first(TYPE_VERSION)).putLong(aid).put((byte) 1).put((byte) version);
    }
  }

  /// What a sealed datagram begins with; it is authenticated with the rest.
  static byte[] sealedHead(long cid, long number) {
    return ByteBuffer.allocate(SEALED_HEAD_BYTES)
        .put(first(TYPE_SEALED))
        .putLong(cid)
        .putLong(number)
        .array();
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
      throw new UnknownVersion(version, type, in);
    }
    return switch (type) {
      case TYPE_HELLO -> readHello(in);
      case TYPE_HANDSHAKE -> readHandshake(in);
      case TYPE_SEALED -> readSealed(in);
      case TYPE_RESET -> new Reset(exactly(in, 24).getLong(), readCookie(in));
      case TYPE_RETRY -> new Retry(exactly(in, 24).getLong(), readCookie(in));
      case TYPE_PLAIN -> readPlain(in);
      default -> throw new MalformedDatagram("type " + type);
    };
  }

  private static Frame readHello(ByteBuffer in) throws MalformedDatagram {
    exactly(in, Limits.DATAGRAM_BYTES - 1);
    long aid = in.getLong();
    Cookie cookie = readCookie(in);
    int part = in.get() & 0xff;
    int parts = parts(part, in);
    int length = in.getShort() & 0xffff;
    if (length > HELLO_BYTES) {
      throw new MalformedDatagram(length + " bytes, at most " + HELLO_BYTES);
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    while (in.hasRemaining()) {
      if (in.get() != 0) {
        throw new MalformedDatagram("something behind a HELLO");
      }
    }
    return new Hello(aid, cookie, part, parts, bytes);
  }

  private static Frame readHandshake(ByteBuffer in) throws MalformedDatagram {
    long aid = need(in, 11).getLong();
    int step = in.get() & 0xff;
    int part = in.get() & 0xff;
    int parts = parts(part, in);
    if (in.remaining() > HANDSHAKE_BYTES) {
      throw new MalformedDatagram(in.remaining() + " bytes, at most " + HANDSHAKE_BYTES);
    }
    return new Handshake(aid, step, part, parts, rest(in));
  }

  private static int parts(int part, ByteBuffer in) throws MalformedDatagram {
    int parts = in.get() & 0xff;
    if (part >= parts || parts > PARTS_MAX) {
      throw new MalformedDatagram("part " + part + " of " + parts);
    }
    return parts;
  }

  private static Frame readSealed(ByteBuffer in) throws MalformedDatagram {
    need(in, 2 * Long.BYTES + Content.BYTES_MIN + TAG_BYTES);
    if (in.remaining() > Limits.DATAGRAM_BYTES - 1) {
      throw new MalformedDatagram("longer than a datagram");
    }
    return new Sealed(in.getLong(), in.getLong(), rest(in));
  }

  private static byte[] rest(ByteBuffer in) {
    byte[] bytes = new byte[in.remaining()];
    in.get(bytes);
    return bytes;
  }

  private static Frame readPlain(ByteBuffer in) throws MalformedDatagram {
    Token token = new Token(need(in, Token.BYTES).getLong(), in.getLong());
    if (!token.equals(Token.NONE)) {
      return new Plain(token, Inner.readFrom(in));
    }
    return new Stranger(need(in, 24).getLong(), readCookie(in), Inner.readFrom(in));
  }

  private static Frame readVersion(ByteBuffer in) throws MalformedDatagram {
    long aid = exactly(in, 10).getLong();
    if (in.get() != 1) {
      throw new MalformedDatagram("more than one version");
    }
    return new UseVersion(aid, in.get());
  }

  private static Cookie readCookie(ByteBuffer in) {
    return new Cookie(in.getLong(), in.getLong());
  }

  private static ByteBuffer exactly(ByteBuffer in, int bytes) throws MalformedDatagram {
    if (in.remaining() != bytes) {
      throw new MalformedDatagram(in.remaining() + " bytes left, expected exactly " + bytes);
    }
    return in;
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

    UnknownVersion(int version, int type, ByteBuffer in) {
      super("wire version " + version, null, false, false);
      this.version = version;
      this.bytes = in.limit();
      int at = type == TYPE_PLAIN ? Token.BYTES : 0;
      this.aid = in.remaining() >= Token.BYTES + 8 ? in.getLong(in.position() + at) : 0;
    }

    /// The version it is of.
    public int version() {
      return version;
    }

    /// The sender's number, where [Stranger] and [Hello] have it in this version.
    public long aid() {
      return aid;
    }

    /// Length of the datagram.
    public int bytes() {
      return bytes;
    }
  }
}
