package forum.server.command;

import forum.protocol.line.ThreadLine;
import forum.server.model.ForumThread;
import org.jspecify.annotations.Nullable;

/// Looks up single messages, all changes decided so far included.
public interface Messages {
  /// Message number `n` of the thread; null when there is none.
  ThreadLine.@Nullable Message numbered(ForumThread thread, int n);

  /// The message of this stable id, wherever it stands now; null when it was deleted.
  ThreadLine.@Nullable Message identified(ForumThread thread, long id);
}
