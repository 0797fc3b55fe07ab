package forum.history;

import forum.protocol.Code;
import forum.protocol.Request;
import forum.protocol.UserName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one thread is and does, the plainest way: who created it, and its messages in order, each
/// as `author: text`.
///
/// @param creator null while there is no such thread
record Talk(@Nullable UserName creator, List<String> messages) {
  static final Talk NONE = new Talk(null, List.of());

  Talk {
    messages = List.copyOf(messages);
  }

  /// As a [Search.Specification].
  static @Nullable Talk after(Talk before, Operation operation) {
    return before.after(operation);
  }

  private @Nullable Talk after(Operation it) {
    if (it.request() instanceof Request.CreateThread) {
      return creator == null
          ? when(it, Code.OK, new Talk(it.user(), List.of()))
          : when(it, Code.EXISTS, this);
    }
    if (creator == null) {
      return when(it, Code.NO_SUCH_THREAD, this);
    }
    return switch (it.request()) {
      case Request.RemoveThread _ when creator.equals(it.user()) -> when(it, Code.OK, NONE);
      case Request.RemoveThread _ -> when(it, Code.NOT_OWNER, this);
      case Request.PostMessage _ -> posted(it);
      case Request.EditMessage edit -> changed(it, edit.n(), it.user() + ": " + it.text());
      case Request.DeleteMessage delete -> changed(it, delete.n(), null);
      case Request.ReadThread _ -> it.lines().equals(lines()) ? when(it, Code.OK, this) : null;
      default -> throw new IllegalArgumentException(it.toString());
    };
  }

  private static @Nullable Talk when(Operation operation, Code code, Talk then) {
    return operation.reply().code() == code ? then : null;
  }

  private @Nullable Talk posted(Operation it) {
    if (it.reply().post() == null || it.reply().post().n() != messages.size() + 1) {
      return null;
    }
    List<String> more = new ArrayList<>(messages);
    more.add(it.user() + ": " + it.text());
    return when(it, Code.OK, new Talk(creator, more));
  }

  /// Message `n` becomes another one, or none.
  private @Nullable Talk changed(Operation it, int n, @Nullable String message) {
    if (n > messages.size()) {
      return when(it, Code.NO_SUCH_MESSAGE, this);
    }
    if (!messages.get(n - 1).startsWith(it.user() + ": ")) {
      return when(it, Code.NOT_OWNER, this);
    }
    List<String> others = new ArrayList<>(messages);
    if (message == null) {
      others.remove(n - 1);
    } else {
      others.set(n - 1, message);
    }
    return when(it, Code.OK, new Talk(creator, others));
  }

  /// What a reader sees, each line up to its first TAB.
  String lines() {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < messages.size(); i++) {
      lines.append(i + 1).append(' ').append(messages.get(i)).append('\n');
    }
    return lines.toString();
  }
}
