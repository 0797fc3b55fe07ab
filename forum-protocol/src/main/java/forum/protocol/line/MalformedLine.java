package forum.protocol.line;

/// A line that is none of ours, or not as it was written. The message says what is wrong with it.
public final class MalformedLine extends Exception {
  private static final long serialVersionUID = 1;

  MalformedLine(String message) {
    super(message, null, false, false);
  }
}
