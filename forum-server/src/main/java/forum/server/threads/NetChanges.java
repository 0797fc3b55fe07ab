package forum.server.threads;

import forum.protocol.line.ThreadLine.Entry;
import forum.protocol.line.ThreadLine.Message;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedCollection;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a list of changes comes to, once each has had its effect on those before it. What was both
/// posted and deleted is gone; what was both posted and edited was posted as it is now.
final class NetChanges {
  private final TreeMap<Long, Change.Edit> edits = new TreeMap<>();
  private final TreeSet<Long> deletions = new TreeSet<>();
  private final LinkedHashMap<Long, Entry> appended = new LinkedHashMap<>();
  private int messages;
  private long lastId;

  private NetChanges(Extent extent) {
    messages = extent.messages();
    lastId = extent.lastId();
  }

  /// The effect of `changes` on a thread.
  static NetChanges of(Extent extent, List<Change> changes) {
    NetChanges net = new NetChanges(extent);
    changes.forEach(net::add);
    return net;
  }

  private void add(Change change) {
    switch (change) {
      case Change.Append(Entry entry) -> append(entry);
      case Change.Edit edit -> edit(edit);
      case Change.Delete(long id) -> delete(id);
    }
  }

  private void append(Entry entry) {
    require(entry.id() > lastId, () -> "id " + entry.id() + " behind " + lastId);
    lastId = entry.id();
    if (entry instanceof Message message) {
      messages++;
      require(message.number() == messages, () -> message.number() + ", expected " + messages);
    }
    appended.put(entry.id(), entry);
  }

  private void edit(Change.Edit edit) {
    Entry entry = appended.get(edit.id());
    if (entry != null) {
      appended.put(edit.id(), edited(entry, edit));
    } else {
      require(!deletions.contains(edit.id()), () -> "edit of the deleted message " + edit.id());
      edits.put(edit.id(), edit);
    }
  }

  private void delete(long id) {
    messages--;
    Entry entry = appended.remove(id);
    if (entry != null) {
      require(entry instanceof Message, () -> "upload " + id + " deleted");
    } else {
      require(deletions.add(id), () -> "message " + id + " deleted twice");
      edits.remove(id);
    }
  }

  private static Message edited(Entry entry, Change.Edit edit) {
    require(entry instanceof Message, () -> "upload " + entry.id() + " edited");
    return edit.of((Message) entry);
  }

  private static void require(boolean holds, Supplier<String> found) {
    if (!holds) {
      throw new IllegalStateException(found.get());
    }
  }

  /// Whether all that was there stays as it is.
  boolean isOnlyNew() {
    return met() == 0;
  }

  /// How many of the messages that were there are changed.
  int met() {
    return edits.size() + deletions.size();
  }

  /// The first message that is changed, if one is.
  long firstId() {
    long edit = edits.isEmpty() ? Long.MAX_VALUE : edits.firstKey();
    return deletions.isEmpty() ? edit : Math.min(edit, deletions.first());
  }

  boolean deletes(long id) {
    return deletions.contains(id);
  }

  int deletions() {
    return deletions.size();
  }

  Change.@Nullable Edit edit(long id) {
    return edits.get(id);
  }

  /// What is new, oldest first. The numbers of messages are not final.
  SequencedCollection<Entry> appended() {
    return appended.sequencedValues();
  }
}
