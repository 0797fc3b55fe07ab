package forum.server.model;

import forum.protocol.ThreadTitle;
import forum.protocol.UserName;
import forum.server.threads.Extent;
import java.util.Comparator;
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
    @Nullable Boolean locked,
    @Nullable List<Author> authors) {

  /// Who wrote how many messages of the thread.
  record Author(UserName user, int messages) {}

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
        thread.isLocked() ? Boolean.TRUE : null,
        authors(thread));
  }

  private static List<Author> authors(ForumThread thread) {
    return thread.authors().entrySet().stream()
        .map(each -> new Author(each.getKey(), each.getValue()))
        .sorted(Comparator.comparing(author -> author.user().text()))
        .toList();
  }
}
