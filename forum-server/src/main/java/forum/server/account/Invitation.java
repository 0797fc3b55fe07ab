package forum.server.account;

import java.time.Instant;

/// Leave to register, for whoever knows the code.
///
/// @param id lsn of the event that made it
/// @param sha256 of the code, hexadecimal
/// @param uses how many may still register
/// @param until when it ends
public record Invitation(long id, String sha256, int uses, Instant until) {
  /// Whether it can be forgotten at the time of an event.
  boolean isLongOver(Instant at) {
    return Ended.isLongAgo(until, at);
  }

  Invitation used() {
    return new Invitation(id, sha256, uses - 1, until);
  }
}
