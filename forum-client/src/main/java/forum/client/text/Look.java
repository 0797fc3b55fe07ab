package forum.client.text;

import java.time.Instant;
import java.time.ZoneId;

/// For whom lines are laid out.
///
/// @param columns width of the screen
/// @param now for times as people say them
/// @param user who reads
public record Look(int columns, Instant now, ZoneId zone, String user) {
  /// A time as people say it.
  public String time(Instant instant) {
    return Times.shown(instant.atZone(zone), now.atZone(zone));
  }
}
