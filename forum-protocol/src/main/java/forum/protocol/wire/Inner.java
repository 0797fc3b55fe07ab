package forum.protocol.wire;

import forum.protocol.Limits;
import java.nio.ByteBuffer;

/// One inner frame: the same bytes in a plain datagram and in a sealed one. PROTOCOL.md, section 2.
///
/// @param kind what it is
/// @param flags zero; kept for the sealed transport
/// @param attempt which transmission of the request this is; answers echo it, so that a round-trip
///   time is never measured against the wrong copy
/// @param seq request number: durable for REQ and RSP, any for QRY and ANS
/// @param x REQ: the lowest request number still unanswered. RSP, ANS, PONG, NOTICE: the commit
///   index the answer reflects. SEGMENTS: bit map of the segments received
/// @param t RSP and ANS: microseconds the server spent. REQ, QRY and PING: low 32 bits of the
///   newest notice seen. GONE: the reason
/// @param segment index of this segment of the body
/// @param segments how many there are, at least 1
/// @param body JSON, and bytes behind it
public record Inner(
    Kind kind,
    int flags,
    int attempt,
    long seq,
    long x,
    int t,
    int segment,
    int segments,
    byte[] body) {

  /// Length of an inner frame without its body, in bytes.
  public static final int HEAD_BYTES = 28;

  private static final byte[] EMPTY = new byte[0];

  /// What an inner frame is. The numbers travel.
  public enum Kind {
    /// A change, executed exactly once.
    REQUEST(1),
    /// The result of a change.
    RESPONSE(2),
    /// Which segments of a request have arrived.
    SEGMENTS(3),
    /// The request is being worked on.
    WAIT(4),
    /// News, unasked.
    NOTICE(5),
    /// Are you there?
    PING(6),
    /// I am.
    PONG(7),
    /// The session is over; `t` says why.
    GONE(8),
    /// The client was told about work that the server does not have.
    ROLLED_BACK(9),
    /// A query.
    QUERY(10),
    /// The answer to a query.
    ANSWER(11);

    private static final Kind[] BY_NUMBER = byNumber();
    final int number;

    Kind(int number) {
      this.number = number;
    }

    private static Kind[] byNumber() {
      Kind[] kinds = new Kind[values().length + 1];
      for (Kind kind : values()) {
        kinds[kind.number] = kind;
      }
      return kinds;
    }

    static Kind of(int number) throws MalformedDatagram {
      if (number < 1 || number >= BY_NUMBER.length) {
        throw new MalformedDatagram("kind " + number + ", expected 1 to 11");
      }
      return BY_NUMBER[number];
    }
  }

  /// A frame of one segment.
  public static Inner whole(Kind kind, int attempt, long seq, long x, int t, byte[] body) {
    return new Inner(kind, 0, attempt, seq, x, t, 0, 1, body);
  }

  /// A frame without a body.
  public static Inner bare(Kind kind, long seq, long x, int t) {
    return whole(kind, 0, seq, x, t, EMPTY);
  }

  /// This frame with the body its segments make up.
  public Inner withBody(byte[] whole) {
    return new Inner(kind, flags, attempt, seq, x, t, segment, segments, whole);
  }

  /// Appends the frame to `out`.
  void writeTo(ByteBuffer out) {
    assert body.length <= Limits.BODY_BYTES : "body of " + body.length + " bytes";
    out.put((byte) kind.number).put((byte) flags).put((byte) attempt).put((byte) 0);
    out.putLong(seq).putLong(x).putInt(t);
    out.putShort((short) segment).putShort((short) segments);
    out.put(body);
  }

  /// Takes the rest of `in` as one frame.
  static Inner readFrom(ByteBuffer in) throws MalformedDatagram {
    if (in.remaining() < HEAD_BYTES || in.remaining() > HEAD_BYTES + Limits.BODY_BYTES) {
      throw new MalformedDatagram(
          "inner frame of " + in.remaining() + " bytes, expected 28 to 1148");
    }
    Kind kind = Kind.of(in.get());
    int flags = in.get() & 0xff;
    int attempt = in.get() & 0xff;
    if (in.get() != 0) {
      throw new MalformedDatagram("byte 3 of the inner frame is not zero");
    }
    long seq = in.getLong();
    long x = in.getLong();
    int t = in.getInt();
    int segment = in.getShort() & 0xffff;
    int segments = in.getShort() & 0xffff;
    if (segments < 1 || segments > Limits.SEGMENTS || segment >= segments) {
      throw new MalformedDatagram("segment " + segment + " of " + segments);
    }
    byte[] body = new byte[in.remaining()];
    in.get(body);
    return new Inner(kind, flags, attempt, seq, x, t, segment, segments, body);
  }
}
