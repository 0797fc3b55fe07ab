package forum.server.model;

import forum.protocol.UserName;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/// Who has how much of what there is. Kept up to date by [Forum]; owned by the command loop.
final class Ledger {
  private final Holdings all = new Holdings();
  private final Map<UserName, Holdings> byUser = new HashMap<>();

  Holdings all() {
    return all;
  }

  Holdings of(UserName user) {
    return byUser.getOrDefault(user, Holdings.NONE);
  }

  void created(UserName by) {
    change(by, held -> held.addThreads(1));
  }

  void posted(UserName by, int messages) {
    change(by, held -> held.addMessages(messages));
  }

  void attached(Attachment file) {
    change(file.by(), held -> held.addFile(file, 1));
  }

  /// A thread as it was kept.
  void restored(ForumThread thread) {
    created(thread.creator());
    thread.authors().forEach(this::posted);
    thread.attachments().forEach(this::attached);
  }

  /// A thread with all it held.
  void removed(ForumThread thread) {
    change(thread.creator(), held -> held.addThreads(-1));
    thread.authors().forEach((author, messages) -> posted(author, -messages));
    thread.attachments().forEach(file -> change(file.by(), held -> held.addFile(file, -1)));
  }

  private void change(UserName user, Consumer<Holdings> change) {
    change.accept(all);
    Holdings held = byUser.computeIfAbsent(user, _ -> new Holdings());
    change.accept(held);
    if (held.isNothing()) {
      byUser.remove(user);
    }
  }
}
