package forum.server.check;

import forum.protocol.line.ThreadLine;
import forum.protocol.transfer.Sha256;
import forum.server.journal.CommitLog;
import forum.server.model.Event;
import forum.server.model.JournalEntry;
import forum.server.threads.Change;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds in the journal which entries the threads have. It wants the records newest first: so it
/// meets what has become of a message before the message, and keeps nothing in memory but the
/// changes whose message it has not met yet.
final class JournalContents implements CommitLog.Reader {
  /// Receives the entries there are, in no useful order.
  @FunctionalInterface
  interface Receiver {
    /// One entry of a thread.
    void receive(long thread, long id, Fingerprint fingerprint);
  }

  private record Edited(Sha256 text, int revision) {}

  private final long until;
  private final Receiver receiver;
  private final Set<Long> removed = new HashSet<>();
  private final Set<Long> deleted = new HashSet<>();
  private final Map<Long, Edited> edited = new HashMap<>();

  /// The contents as of record `until`; later ones are passed over.
  JournalContents(long until, Receiver receiver) {
    this.until = until;
    this.receiver = receiver;
  }

  @Override
  public void read(long lsn, byte[] payload) {
    JournalEntry entry = JournalEntry.of(payload);
    if (lsn <= until && entry.event() instanceof Event.OfThread event) {
      read(event, event.change(lsn, entry.at()));
    }
  }

  private void read(Event.OfThread event, @Nullable Change change) {
    if (change == null) {
      removed.add(event.thread());
    } else if (!removed.contains(event.thread())) {
      read(event.thread(), change);
    }
  }

  private void read(long thread, Change change) {
    switch (change) {
      case Change.Delete(long id) -> deleted.add(id);
      case Change.Edit(long id, String text, int revision) -> {
        if (!deleted.contains(id)) {
          edited.computeIfAbsent(id, _ -> new Edited(Fingerprint.text(text), revision));
        }
      }
      case Change.Append(ThreadLine.Entry entry) -> {
        if (!deleted.remove(entry.id())) {
          receiver.receive(thread, entry.id(), fingerprint(entry));
        }
      }
    }
  }

  private Fingerprint fingerprint(ThreadLine.Entry entry) {
    Edited last = edited.remove(entry.id());
    return last != null && entry instanceof ThreadLine.Message posted
        ? Fingerprint.of(posted, last.text(), last.revision())
        : Fingerprint.of(entry);
  }
}
