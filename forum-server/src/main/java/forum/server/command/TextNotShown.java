package forum.server.command;

import forum.protocol.ThreadTitle;

/// A thread's file lacks what has happened to the thread, because the disk is full: it is safe in
/// the journal, and nobody is shown less than that.
public final class TextNotShown extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// When to ask again, in milliseconds.
  public static final int RETRY_MILLIS = 1_000;

  /// The text of `thread` cannot be read for the time being.
  public TextNotShown(ThreadTitle thread) {
    super("the server's disk is full, " + thread + " cannot be shown as it is", null, false, false);
  }
}
