package forum.protocol.wire;

/// Bytes that are not what the protocol allows in their place. Dropped and counted, never answered.
public final class MalformedDatagram extends Exception {
  private static final long serialVersionUID = 1;

  /// `message` says what was found and what was expected.
  public MalformedDatagram(String message) {
    super(message, null, false, false);
  }
}
