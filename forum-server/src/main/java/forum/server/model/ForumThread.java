package forum.server.model;

import forum.protocol.FileName;
import forum.protocol.ThreadTitle;
import forum.protocol.UserName;
import forum.protocol.line.ThreadLine;
import forum.server.threads.Change;
import forum.server.threads.Extent;
import forum.server.threads.ThreadKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What is kept in memory of a thread: a few hundred bytes, whatever it holds. Owned by the command
/// loop.
public final class ForumThread {
  private final long id;
  private final ThreadTitle title;
  private final UserName creator;
  private final Instant createdAt;
  private final Map<FileName, Attachment> attachments = new TreeMap<>();
  private final Map<UserName, Integer> authors = new HashMap<>(2);
  private int messages;
  private boolean locked;
  private Instant changedAt;
  private UserName changedBy;
  private long version;
  private @Nullable Extent extent;
  private List<Change> pending = List.of();
  private @Nullable ThreadBlock block;

  ForumThread(long id, ThreadTitle title, UserName creator, Instant createdAt) {
    this.id = id;
    this.title = title;
    this.creator = creator;
    this.createdAt = createdAt;
    this.changedAt = createdAt;
    this.changedBy = creator;
    this.version = id;
  }

  /// Lsn of the event that created it.
  public long id() {
    return id;
  }

  /// Its title.
  public ThreadTitle title() {
    return title;
  }

  /// Who created it.
  public UserName creator() {
    return creator;
  }

  /// When it was created.
  public Instant createdAt() {
    return createdAt;
  }

  /// How many messages it has: the number of the last one.
  public int messages() {
    return messages;
  }

  /// Who wrote how many of them; those that a very old checkpoint or journal knows nothing about
  /// are missing.
  Map<UserName, Integer> authors() {
    return Collections.unmodifiableMap(authors);
  }

  /// Whether only moderators can change it.
  public boolean isLocked() {
    return locked;
  }

  void lock(boolean wanted) {
    locked = wanted;
  }

  /// When somebody last posted or attached.
  public Instant changedAt() {
    return changedAt;
  }

  /// Who did.
  public UserName changedBy() {
    return changedBy;
  }

  /// Lsn of the last change.
  public long version() {
    return version;
  }

  /// The attachment of this name, null when there is none.
  public @Nullable Attachment attachment(FileName name) {
    return attachments.get(name);
  }

  /// All attachments, by name.
  public Collection<Attachment> attachments() {
    return Collections.unmodifiableCollection(attachments.values());
  }

  /// How much of the thread's file holds it, without the [#pending] changes; null before the file
  /// exists.
  public @Nullable Extent extent() {
    return extent;
  }

  /// Changes that the thread's file does not have yet.
  public List<Change> pending() {
    return Collections.unmodifiableList(pending);
  }

  /// What its file is called.
  public ThreadKey key() {
    return new ThreadKey(id, title);
  }

  /// The line the thread's file begins with.
  public ThreadLine.Header header() {
    return new ThreadLine.Header(creator, createdAt, id);
  }

  /// The file has the pending changes now.
  public void projected(Extent extent) {
    this.extent = extent;
    this.pending = List.of();
  }

  /// Becomes part of a block, once.
  void join(ThreadBlock joined, long lsn) {
    block = joined;
    joined.add(this, lsn);
  }

  ThreadBlock block() {
    return Objects.requireNonNull(block, "not enlisted");
  }

  /// Brings about what an event says; `lsn` is its number.
  void apply(long lsn, Instant at, Event.OfThread event) {
    pend(Objects.requireNonNull(event.change(lsn, at), "the forum removes threads"));
    version = lsn;
    switch (event) {
      case Event.MessagePosted post -> {
        messages = post.n();
        authors.merge(post.by(), 1, Integer::sum);
        changed(at, post.by());
      }
      case Event.FileAttached file -> {
        attachments.put(
            file.file(), new Attachment(file.file(), file.by(), lsn, file.size(), file.sha256()));
        changed(at, file.by());
      }
      case Event.MessageDeleted(_, _, _, UserName author) -> {
        messages--;
        if (author != null) {
          authors.computeIfPresent(author, (_, n) -> n == 1 ? null : n - 1);
        }
      }
      case Event.MessageEdited _, Event.ThreadRemoved _ -> {
        // Nothing of it is in memory.
      }
    }
  }

  private void changed(Instant at, UserName by) {
    changedAt = at;
    changedBy = by;
  }

  private void pend(Change change) {
    if (pending.isEmpty()) {
      pending = new ArrayList<>();
    }
    pending.add(change);
  }

  /// Rebuilds from a checkpoint.
  static ForumThread of(ThreadRecord kept) {
    ForumThread thread =
        new ForumThread(
            kept.id(), kept.title(), kept.creator(), Instant.ofEpochMilli(kept.createdAt()));
    thread.messages = kept.extent().messages();
    thread.changedAt = Instant.ofEpochMilli(kept.changedAt());
    thread.changedBy = kept.changedBy();
    thread.version = kept.version();
    thread.locked = kept.locked() != null && kept.locked();
    thread.extent = kept.extent();
    if (kept.authors() != null) {
      kept.authors().forEach(each -> thread.authors.put(each.user(), each.messages()));
    }
    kept.attachments().forEach(file -> thread.attachments.put(file.name(), file));
    return thread;
  }
}
