package forum.server.exchange;

import java.util.ArrayDeque;

/// Sends answers a fixed time after they were asked for, however long it took to find them: where
/// names are hidden, not even a cache that is cold may tell of one. Owned by the command loop.
final class SteadyAnswers {
  /// Much longer than an answer takes, much shorter than anybody notices.
  static final long DELAY_NANOS = 2_000_000;

  private record Due(long atNanos, Runnable send) {}

  private final ArrayDeque<Due> waiting = new ArrayDeque<>();

  /// Has `send` run when its time has come.
  void add(long askedNanos, Runnable send) {
    waiting.add(new Due(askedNanos + DELAY_NANOS, send));
  }

  /// Sends what is due.
  ///
  /// @return when to call again
  long tick(long nowNanos) {
    while (!waiting.isEmpty() && nowNanos - waiting.peek().atNanos() >= 0) {
      waiting.remove().send().run();
    }
    return waiting.isEmpty() ? Long.MAX_VALUE : waiting.peek().atNanos();
  }
}
