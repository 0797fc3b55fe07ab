package forum.server.model;

import forum.protocol.ThreadTitle;
import forum.protocol.UserName;
import forum.server.threads.Extent;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a checkpoint keeps of a thread; times in milliseconds since 1970.
public record ThreadRecord(
    long id,
    ThreadTitle title,
    UserName creator,
    long createdAt,
    long changedAt,
    UserName changedBy,
    long version,
    Extent extent,
    List<Attachment> attachments,
    @Nullable Boolean locked) {

  /// Of a thread without pending changes.
  static ThreadRecord of(ForumThread thread) {
    assert thread.pending().isEmpty() : thread.title();
    return new ThreadRecord(
        thread.id(),
        thread.title(),
        thread.creator(),
        thread.createdAt().toEpochMilli(),
        thread.changedAt().toEpochMilli(),
        thread.changedBy(),
        thread.version(),
        Objects.requireNonNull(thread.extent()),
        List.copyOf(thread.attachments()),
        thread.isLocked() ? Boolean.TRUE : null);
  }
}
