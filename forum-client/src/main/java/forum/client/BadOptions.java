package forum.client;

/// A command line that makes no sense. The message says why.
final class BadOptions extends Exception {
  private static final long serialVersionUID = 1;

  BadOptions(String message) {
    super(message);
  }
}
