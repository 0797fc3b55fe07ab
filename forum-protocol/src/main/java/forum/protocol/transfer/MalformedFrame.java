package forum.protocol.transfer;

/// The other end sent what the protocol does not allow in this place. The connection is closed
/// without an answer.
public final class MalformedFrame extends Exception {
  private static final long serialVersionUID = 1;

  /// `message` says what was found and what was expected.
  public MalformedFrame(String message) {
    super(message, null, false, false);
  }
}
