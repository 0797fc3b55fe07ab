package forum.server.commit;

import forum.server.journal.CommitLog;
import forum.server.model.Event;
import forum.server.model.JournalEntry;
import forum.server.threads.Change;
import forum.server.threads.History;
import java.io.IOException;

/// All changes of one thread, out of the whole journal. Slow, and only needed when a thread's file
/// is lost or damaged.
record ThreadHistory(CommitLog log, long thread) implements History {
  @Override
  public void replay(Reader reader) throws IOException {
    log.replay(
        thread,
        (lsn, payload) -> {
          JournalEntry entry = JournalEntry.of(payload);
          if (entry.event() instanceof Event.OfThread event && event.thread() == thread) {
            Change change = event.change(lsn, entry.at());
            if (change != null) {
              reader.read(change);
            }
          }
        });
  }
}
