package forum.server.session;

/// How far one client has been told the news: one notice is under way at a time, the newest state
/// wins, and an unconfirmed one is sent again after 1, 2 and 4 seconds and then no more until the
/// client is heard. PROTOCOL.md, section 9. Owned by the command loop.
public final class Subscription {
  private static final long FIRST_NANOS = 1_000_000_000L;
  private static final int SENDS_MAX = 4;

  private long confirmedLsn;
  private long sentLsn;
  private int sends;
  private long nextSendNanos;

  /// News up to `lsn` is old.
  public Subscription(long lsn) {
    confirmedLsn = lsn;
    sentLsn = lsn;
  }

  /// News behind this has not been confirmed.
  public long confirmedLsn() {
    return confirmedLsn;
  }

  /// The client says what it has seen: the low 32 bits of an lsn that was sent.
  public void confirmed(int lowBits) {
    long behind = Integer.toUnsignedLong((int) sentLsn - lowBits);
    long lsn = sentLsn - behind;
    if (lsn > confirmedLsn) {
      confirmedLsn = lsn;
      sends = 0;
    }
  }

  /// Whether a notice of the news up to `headLsn` should be sent now.
  public boolean isDue(long headLsn, long nowNanos) {
    boolean news = headLsn > confirmedLsn;
    boolean underWay = sentLsn > confirmedLsn;
    return news && (!underWay || (sends < SENDS_MAX && nowNanos - nextSendNanos >= 0));
  }

  /// When an unconfirmed notice is to be sent again; [Long#MAX_VALUE] when none is.
  public long nextSendNanos() {
    return sentLsn > confirmedLsn && sends < SENDS_MAX ? nextSendNanos : Long.MAX_VALUE;
  }

  /// A notice of the news up to `lsn` was sent.
  public void sent(long lsn, long nowNanos) {
    sends = lsn > sentLsn ? 1 : sends + 1;
    sentLsn = lsn;
    nextSendNanos = nowNanos + (FIRST_NANOS << (sends - 1));
  }

  /// There was nothing to tell up to `lsn`.
  public void skip(long lsn) {
    if (sentLsn == confirmedLsn) {
      confirmedLsn = lsn;
      sentLsn = lsn;
    }
  }

  /// The client was heard: if it has not confirmed, it may have been unreachable; try again.
  public void heard() {
    if (sends >= SENDS_MAX) {
      sends = SENDS_MAX - 1;
    }
  }
}
