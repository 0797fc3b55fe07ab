package forum.protocol.line;

import forum.protocol.FileName;
import forum.protocol.UserName;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// One line of a thread's file. Times have milliseconds; what is finer is cut off.
public sealed interface ThreadLine {
  /// When it was written; an edit does not change it.
  Instant at();

  /// What is added to a thread. Ids are never used twice and ascend through the file.
  sealed interface Entry extends ThreadLine {
    /// Means this entry for ever, whatever happens to those before it.
    long id();
  }

  /// The first line: who created the thread, and the number that means it for ever.
  record Header(UserName creator, Instant at, long thread) implements ThreadLine {
    /// Of any values.
    public Header {
      at = at.truncatedTo(ChronoUnit.MILLIS);
    }
  }

  /// A message.
  ///
  /// @param number its place among the messages, from 1 on; shrinks when an earlier one is deleted
  /// @param text as it was typed
  /// @param revision how often it was edited
  record Message(int number, UserName author, String text, Instant at, long id, int revision)
      implements Entry {
    /// Of any values.
    public Message {
      at = at.truncatedTo(ChronoUnit.MILLIS);
    }
  }

  /// An attachment.
  ///
  /// @param size in bytes; [#UNKNOWN_SIZE] in a classic file, which does not tell
  /// @param sha256 digest, 64 hexadecimal digits; empty in a classic file
  record Upload(UserName user, FileName file, Instant at, long id, long size, String sha256)
      implements Entry {
    /// What a classic file says about the size.
    public static final long UNKNOWN_SIZE = -1;

    /// Of any values.
    public Upload {
      at = at.truncatedTo(ChronoUnit.MILLIS);
    }
  }
}
