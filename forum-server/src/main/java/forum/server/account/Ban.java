package forum.server.account;

import forum.protocol.Reason;
import forum.protocol.Subject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Somebody is kept out.
///
/// @param by who wanted it
/// @param since when it began
/// @param until when it ends; null when it does not end by itself
public record Ban(
    Subject subject, String by, Instant since, @Nullable Instant until, Reason reason) {
  boolean holds(Instant now) {
    return until == null || now.isBefore(until);
  }

  /// Whether it can be forgotten at the time of an event.
  boolean isLongOver(Instant at) {
    return until != null && Ended.isLongAgo(until, at);
  }

  /// For whom it keeps out.
  public String sentence() {
    String end = until == null ? "" : " until " + until;
    return subject.text()
        + " is banned"
        + end
        + (reason.text().isEmpty() ? "" : ": " + reason.text());
  }
}
