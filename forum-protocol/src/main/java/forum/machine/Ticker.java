package forum.machine;

import java.time.Instant;

/// Time as the forum sees it. Safe for any thread.
public interface Ticker {
  /// Nanoseconds since an arbitrary origin; never goes back. Compare by difference only.
  long nanos();

  /// The wall clock, for people to read. May jump; nothing may depend on it for safety.
  Instant now();

  /// The clock of this computer.
  static Ticker system() {
    return new Ticker() {
      @Override
      public long nanos() {
        return System.nanoTime();
      }

      @Override
      public Instant now() {
        return Instant.now();
      }
    };
  }
}
