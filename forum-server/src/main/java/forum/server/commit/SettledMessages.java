package forum.server.commit;

import forum.protocol.line.ThreadLine;
import forum.server.command.Messages;
import forum.server.model.ForumThread;
import org.jspecify.annotations.Nullable;

/// Looks messages up in the files. If the open group holds changes of that thread it is committed
/// first, so that the file has them: a second EDT of a thread costs a force of its own, posting
/// never does. Owned by the command loop.
final class SettledMessages implements Messages {
  private final GroupCommit commit;
  private final ForumFiles files;

  SettledMessages(GroupCommit commit, ForumFiles files) {
    this.commit = commit;
    this.files = files;
  }

  @Override
  public ThreadLine.@Nullable Message numbered(ForumThread thread, int n) {
    settle(thread);
    return files.numbered(thread, n);
  }

  @Override
  public ThreadLine.@Nullable Message identified(ForumThread thread, long id) {
    settle(thread);
    return files.identified(thread, id);
  }

  private void settle(ForumThread thread) {
    if (thread.extent() == null || !thread.pending().isEmpty()) {
      commit.commit();
    }
  }
}
