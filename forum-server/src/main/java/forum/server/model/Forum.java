package forum.server.model;

import forum.protocol.FileName;
import forum.protocol.Likeness;
import forum.protocol.ThreadTitle;
import forum.protocol.UserName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// All threads. Changes by events only, and the same events give the same forum. Owned by the
/// command loop.
public final class Forum {
  private final Map<ThreadTitle, ForumThread> byTitle = new HashMap<>();
  private final Map<Likeness, ForumThread> byLikeness = new HashMap<>();
  private final Map<Long, ForumThread> byId = new LinkedHashMap<>();
  private final List<ThreadBlock> blocks = new ArrayList<>();
  private final Set<ForumThread> unprojected = new LinkedHashSet<>();
  private final List<ForumThread> removed = new ArrayList<>();
  private final Map<String, Integer> blobReferences = new HashMap<>();
  private final Ledger ledger = new Ledger();
  private long listVersion;

  /// The thread of this title, null when there is none.
  public @Nullable ForumThread find(ThreadTitle title) {
    return byTitle.get(title);
  }

  /// The thread whose title looks like this one, null when there is none.
  public @Nullable ForumThread findAlike(ThreadTitle title) {
    return byLikeness.get(Likeness.of(title.text()));
  }

  /// The thread of this id, null when there is none any more.
  public @Nullable ForumThread find(long id) {
    return byId.get(id);
  }

  /// All threads in the order of their creation.
  public Collection<ForumThread> threads() {
    return Collections.unmodifiableCollection(byId.values());
  }

  /// The same, in blocks.
  public List<ThreadBlock> blocks() {
    return Collections.unmodifiableList(blocks);
  }

  /// Lsn of the last event that changed any thread.
  public long listVersion() {
    return listVersion;
  }

  /// Threads whose files lack changes, in the order in which they were changed first.
  public Set<ForumThread> unprojected() {
    return unprojected;
  }

  /// Whether an attachment has the bytes of this digest.
  public boolean refersTo(String sha256) {
    return blobReferences.containsKey(sha256);
  }

  /// What there is in all.
  public Holdings held() {
    return ledger.all();
  }

  /// What there is of this user.
  public Holdings heldBy(UserName user) {
    return ledger.of(user);
  }

  /// Threads removed since this was asked last.
  public List<ForumThread> takeRemoved() {
    List<ForumThread> taken = List.copyOf(removed);
    removed.clear();
    return taken;
  }

  /// Brings about what an event says; `lsn` is its number.
  public void apply(long lsn, Instant at, Event event) {
    switch (event) {
      case Event.ThreadCreated(ThreadTitle title, UserName by) -> {
        add(new ForumThread(lsn, title, by, at), lsn);
        ledger.created(by);
        listVersion = lsn;
      }
      case Event.ThreadRemoved(long id) -> {
        remove(id, lsn);
        listVersion = lsn;
      }
      case Event.ThreadLocked(long id, boolean locked) -> {
        ForumThread thread = known(id);
        thread.lock(locked);
        thread.block().changed(lsn);
        listVersion = lsn;
      }
      case Event.OfThread change -> {
        ForumThread thread = known(change.thread());
        account(thread, change);
        thread.apply(lsn, at, change);
        thread.block().changed(lsn);
        if (change instanceof Event.FileAttached file) {
          blobReferences.merge(file.sha256(), 1, Integer::sum);
        }
        unprojected.add(thread);
        listVersion = lsn;
      }
      default -> {
        // Not about threads.
      }
    }
  }

  /// Whose it is, before it takes effect.
  private void account(ForumThread thread, Event.OfThread change) {
    switch (change) {
      case Event.MessagePosted post -> ledger.posted(post.by(), 1);
      case Event.MessageDeleted(_, _, _, UserName author) -> {
        if (author != null && thread.authors().containsKey(author)) {
          ledger.posted(author, -1);
        }
      }
      case Event.FileAttached(_, UserName by, FileName file, long size, String sha256) ->
          ledger.attached(new Attachment(file, by, 0, size, sha256));
      case Event.MessageEdited _, Event.ThreadRemoved _ -> {
        // Takes nothing and frees nothing; a removal is accounted for as a whole.
      }
    }
  }

  private ForumThread known(long id) {
    ForumThread thread = byId.get(id);
    if (thread == null) {
      throw new IllegalStateException("an event of thread " + id + ", which does not exist");
    }
    return thread;
  }

  private void add(ForumThread thread, long lsn) {
    enlist(thread, lsn);
    unprojected.add(thread);
  }

  private void enlist(ForumThread thread, long lsn) {
    byTitle.put(thread.title(), thread);
    byLikeness.put(Likeness.of(thread.title().text()), thread);
    byId.put(thread.id(), thread);
    if (blocks.isEmpty() || !blocks.getLast().hasRoom()) {
      blocks.add(new ThreadBlock());
    }
    thread.join(blocks.getLast(), lsn);
  }

  private void remove(long id, long lsn) {
    ForumThread thread = known(id);
    ledger.removed(thread);
    byId.remove(id);
    byTitle.remove(thread.title());
    byLikeness.remove(Likeness.of(thread.title().text()), thread);
    unprojected.remove(thread);
    if (!thread.block().remove(thread, lsn)) {
      blocks.remove(thread.block());
    }
    removed.add(thread);
    for (Attachment file : thread.attachments()) {
      blobReferences.computeIfPresent(file.sha256(), (_, n) -> n == 1 ? null : n - 1);
    }
  }

  /// All threads, for a checkpoint; none may be unprojected.
  public List<ThreadRecord> records() {
    return byId.values().stream().map(ThreadRecord::of).toList();
  }

  /// Rebuilds a thread from a checkpoint.
  public void restore(ThreadRecord kept, long lsn) {
    ForumThread thread = ForumThread.of(kept);
    enlist(thread, lsn);
    ledger.restored(thread);
    thread.attachments().forEach(file -> blobReferences.merge(file.sha256(), 1, Integer::sum));
    listVersion = lsn;
  }
}
