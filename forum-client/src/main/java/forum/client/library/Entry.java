package forum.client.library;

import forum.protocol.FileName;
import forum.protocol.UserName;
import java.time.Instant;

/// One line of a thread.
public sealed interface Entry {
  /// When it was posted or uploaded.
  Instant at();

  /// Means this entry for ever, whatever its number.
  long id();

  /// A message.
  record Message(int number, UserName author, String text, Instant at, long id, int revision)
      implements Entry {}

  /// An attachment; its size is -1 when it is not known.
  record Upload(UserName user, FileName file, Instant at, long id, long size, String sha256)
      implements Entry {}
}
