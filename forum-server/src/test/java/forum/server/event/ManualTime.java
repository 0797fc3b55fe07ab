package forum.server.event;

import forum.machine.Ticker;
import java.time.Instant;

/// A clock that stands still.
record ManualTime(Instant now) implements Ticker {
  static final ManualTime NOON = new ManualTime(Instant.parse("2026-01-31T12:00:00.123Z"));

  @Override
  public long nanos() {
    return 0;
  }
}
