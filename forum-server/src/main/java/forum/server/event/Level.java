package forum.server.event;

import java.util.Locale;

/// How much an event matters. A log of one level shows the levels above it as well.
public enum Level {
  /// Something is broken and needs the operator.
  ERROR,
  /// Something is unusual.
  WARN,
  /// What users do.
  INFO,
  /// Every datagram and the like; may be dropped when there is too much of it.
  DEBUG;

  /// Whether a log of this level shows events of `other`.
  public boolean shows(Level other) {
    return other.compareTo(this) <= 0;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
