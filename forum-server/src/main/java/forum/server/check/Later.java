package forum.server.check;

import forum.protocol.UserName;
import forum.server.journal.JournalView;
import forum.server.model.Event;
import forum.server.model.JournalEntry;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What has happened to a forum that is being served since the moment a check began with. Reads it
/// only when something does not fit.
public final class Later {
  /// Says how the journal looks by now.
  @FunctionalInterface
  public interface Source {
    /// The journal up to its last safe record.
    JournalView journal() throws IOException;
  }

  private final long lsn;
  private final Source source;
  private final Set<Long> removed = new HashSet<>();
  private final Set<UserName> registered = new HashSet<>();
  private boolean isRead;

  /// What has happened behind record `lsn`.
  public Later(long lsn, Source source) {
    this.lsn = lsn;
    this.source = source;
  }

  /// Nothing, because nobody serves the forum.
  public static Later nothing(JournalView journal) {
    return new Later(journal.last(), () -> journal);
  }

  /// Whether a thread was removed.
  boolean isRemoved(long thread) throws IOException {
    read();
    return removed.contains(thread);
  }

  /// Whether a user has registered, or got another password.
  boolean isRegistered(UserName name) throws IOException {
    read();
    return registered.contains(name);
  }

  private void read() throws IOException {
    if (!isRead) {
      source.journal().replay(lsn, (_, payload) -> take(JournalEntry.of(payload).event()));
      isRead = true;
    }
  }

  private void take(@Nullable Event event) {
    switch (event) {
      case Event.ThreadRemoved(long thread) -> removed.add(thread);
      case Event.Registered(UserName name, _, _) -> registered.add(name);
      case Event.PasswordChanged(UserName name, _, _) -> registered.add(name);
      case Event.VerifierRenewed(UserName name, _) -> registered.add(name);
      case null, default -> {
        // Takes nothing away that the check could miss.
      }
    }
  }
}
