package forum.server.account;

import java.time.Duration;
import java.time.Instant;

/// Bans and invitations beyond their end. Events are never older than those before them, so where
/// the clock was set back, the time of an event is later than the clock shows, and what seems to be
/// over may hold again.
final class Ended {
  private static final Duration KEPT = Duration.ofDays(7);

  private Ended() {}

  /// Whether what holds until then can be forgotten at the time of an event.
  static boolean isLongAgo(Instant until, Instant at) {
    return !at.isBefore(until.plus(KEPT));
  }
}
