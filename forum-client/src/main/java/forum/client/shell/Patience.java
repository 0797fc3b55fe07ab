package forum.client.shell;

import java.time.Duration;

/// How waiting is shown.
///
/// @param silent nothing is shown for so long
/// @param quiet and no words for so long
/// @param longest after which the prompt is the user's again
record Patience(Duration silent, Duration quiet, Duration longest) {
  /// What people bear.
  static final Patience USUAL =
      new Patience(Duration.ofMillis(300), Duration.ofSeconds(2), Duration.ofSeconds(3));
}
