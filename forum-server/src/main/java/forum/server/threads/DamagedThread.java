package forum.server.threads;

import forum.protocol.line.MalformedLine;
import java.io.IOException;

/// A thread's file is not as it was written: somebody changed it, or the disk did. Nothing was
/// changed; [ThreadFiles#rebuild] makes the file anew.
public final class DamagedThread extends Exception {
  private static final long serialVersionUID = 1;

  DamagedThread(String found) {
    super(found);
  }

  DamagedThread(long start, MalformedLine cause) {
    super("the line at byte " + start + " is damaged: " + cause.getMessage(), cause);
  }

  /// The file cannot be read.
  public static DamagedThread unreadable(IOException cause) {
    return new DamagedThread("it cannot be read: " + cause.getMessage());
  }

  /// What is wrong, without a capital letter and a full stop.
  public String found() {
    return String.valueOf(getMessage());
  }
}
