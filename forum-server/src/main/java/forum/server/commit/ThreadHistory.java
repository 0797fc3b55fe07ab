package forum.server.commit;

import forum.server.journal.CommitLog;
import forum.server.model.Event;
import forum.server.model.JournalEntry;
import forum.server.threads.Change;
import forum.server.threads.History;
import java.io.IOException;

/// All changes of all threads, out of the whole journal. Slow, and only needed when threads' files
/// are lost or damaged.
record ThreadHistory(CommitLog log) implements History {
  @Override
  public void replay(long oldest, Reader reader) throws IOException {
    log.replay(
        oldest,
        (lsn, payload) -> {
          JournalEntry entry = JournalEntry.of(payload);
          if (entry.event() instanceof Event.OfThread event) {
            Change change = event.change(lsn, entry.at());
            if (change != null) {
              reader.read(event.thread(), change);
            }
          }
        });
  }
}
