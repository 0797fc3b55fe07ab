package forum.server.command;

import forum.protocol.Code;
import forum.protocol.Reply;
import forum.server.model.ForumThread;
import org.jspecify.annotations.Nullable;

/// Threads that only moderators can change.
final class Locks {
  private Locks() {}

  /// Why the caller cannot change the thread; null when that is possible.
  static @Nullable Reply refusal(ForumThread thread, Caller caller) {
    return thread.isLocked() && !caller.isModerator()
        ? Reply.refused(Code.LOCKED, "a moderator has locked it; it can be read")
        : null;
  }
}
