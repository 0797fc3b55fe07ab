package forum.protocol;

/// A name or text that the forum does not accept. The message is one sentence for the user.
public final class InvalidValue extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /// `message` says what was found and what was expected.
  public InvalidValue(String message) {
    super(message);
  }
}
