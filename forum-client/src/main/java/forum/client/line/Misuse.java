package forum.client.line;

/// A command that is not written as its syntax demands. The message is the reason, a clause for
/// people: `it needs a title`.
public final class Misuse extends Exception {
  private static final long serialVersionUID = 1;

  /// A reason.
  public Misuse(String reason) {
    super(reason);
  }

  /// The reason.
  public String reason() {
    return String.valueOf(getMessage());
  }
}
