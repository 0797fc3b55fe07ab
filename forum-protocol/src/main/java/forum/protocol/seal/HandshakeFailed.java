package forum.protocol.seal;

/// A handshake cannot go on. The message says why.
public final class HandshakeFailed extends Exception {
  private static final long serialVersionUID = 1;

  private final transient byte[] alert;

  /// One about which the other end is told nothing.
  public HandshakeFailed(String message) {
    this(message, new byte[0]);
  }

  HandshakeFailed(String message, byte[] alert) {
    super(message, null, false, false);
    this.alert = alert;
  }

  /// What to tell the other end about it; may be nothing.
  public byte[] alert() {
    return alert.clone();
  }
}
