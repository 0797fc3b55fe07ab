package forum.server.command;

import forum.protocol.ThreadTitle;

/// A thread's file lacks what has happened to the thread, because the disk is full, or cannot be
/// read: the text is safe in the journal, and nobody is shown less than that.
public final class TextNotShown extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// When to ask again, in milliseconds.
  public static final int RETRY_MILLIS = 1_000;

  private TextNotShown(String why, ThreadTitle thread) {
    super(why + ", " + thread + " cannot be shown as it is", null, false, false);
  }

  /// The disk has no room for the text of `thread`.
  public static TextNotShown full(ThreadTitle thread) {
    return new TextNotShown("the server's disk is full", thread);
  }

  /// The disk does not give the text of `thread` away.
  public static TextNotShown unreadable(ThreadTitle thread) {
    return new TextNotShown("the server's disk cannot be read", thread);
  }
}
