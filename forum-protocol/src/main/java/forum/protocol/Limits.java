package forum.protocol;

/// Every limit that both ends know, in one place. Server-only limits stand in `ServerLimits`.
public final class Limits {
  /// UDP payload of any datagram, in bytes: passes every IPv6 path unfragmented (RFC 8200, section
  /// 5).
  public static final int DATAGRAM_BYTES = 1200;

  /// Body of one inner frame, in bytes.
  public static final int BODY_BYTES = 1120;

  /// Segments of one request.
  public static final int SEGMENTS = 64;

  /// Text of one message, in bytes of UTF-8.
  public static final int TEXT_BYTES = 64 * 1024;

  /// Longest view that is read over UDP, in bytes; longer ones travel over TCP.
  public static final int DATAGRAM_VIEW_BYTES = 64 * 1024;

  /// Requests a session may have unanswered.
  public static final int WINDOW = 16;

  /// Thread title, in code points and in bytes of UTF-8.
  public static final int TITLE_POINTS = 64;

  /// Thread title, in bytes of UTF-8.
  public static final int TITLE_BYTES = 192;

  /// File name, in code points.
  public static final int FILE_NAME_POINTS = 128;

  /// File name, in bytes of UTF-8.
  public static final int FILE_NAME_BYTES = 200;

  /// User name and password, in characters.
  public static final int USER_NAME_CHARACTERS = 64;

  /// Password, in characters.
  public static final int PASSWORD_CHARACTERS = 256;

  /// Reason for an act of a moderator, in characters.
  public static final int REASON_POINTS = 200;

  /// Rounds of hashing a new password costs: 0.1 to 0.4 s of computing.
  public static final int PASSWORD_ROUNDS = 600_000;

  /// Fewest rounds of any verifier (RFC 7677, section 4).
  public static final int PASSWORD_ROUNDS_MIN = 4096;

  /// Most rounds of any verifier, so that no server can keep its clients computing for ever.
  public static final int PASSWORD_ROUNDS_MAX = 10_000_000;

  /// Shortest salt of a password, in bytes.
  public static final int SALT_BYTES_MIN = 8;

  /// Longest salt of a password, in bytes.
  public static final int SALT_BYTES_MAX = 64;

  /// Size of an attachment, in bytes, unless the server says otherwise.
  public static final long FILE_BYTES = 4L << 30;

  /// One frame of a TCP transfer, in bytes of payload.
  public static final int TRANSFER_FRAME_BYTES = 64 * 1024;

  static {
    // A post of the greatest length, with its head, fits the segments of one request.
    assert TEXT_BYTES + BODY_BYTES <= SEGMENTS * BODY_BYTES;
    // Frame head and inner head (PROTOCOL.md, section 2) fit around a full body.
    assert BODY_BYTES + 41 + 28 <= DATAGRAM_BYTES;
    // So they do sealed: head 17, token 16, inner head 28, tag 16.
    assert BODY_BYTES + 17 + 16 + 28 + 16 <= DATAGRAM_BYTES;
  }

  private Limits() {}
}
