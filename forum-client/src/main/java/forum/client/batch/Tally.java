package forum.client.batch;

import forum.client.verb.Problem;
import java.util.ArrayList;
import java.util.List;

/// Counts commands and keeps what failed.
final class Tally {
  private static final int NAMED_MAX = 5;

  private int commands;
  private int failures;
  private int exitStatus;
  private boolean stopped;
  private final List<String> named = new ArrayList<>();

  void done() {
    commands++;
  }

  void failed(int line, Problem problem, boolean tolerated) {
    commands++;
    if (tolerated) {
      return;
    }
    if (failures == 0) {
      exitStatus = problem.exit();
    }
    failures++;
    if (named.size() < NAMED_MAX) {
      named.add("line " + line + ": " + problem.code());
    }
  }

  /// The rest of the script is not run.
  void stop() {
    stopped = true;
  }

  boolean isStopped() {
    return stopped;
  }

  /// The class of the first failure.
  int exitStatus() {
    return exitStatus;
  }

  boolean hasFailures() {
    return failures > 0;
  }

  /// `12 commands: 11 ok, 1 failed (line 8: STALE)`.
  String summary() {
    return commands
        + (commands == 1 ? " command: " : " commands: ")
        + (commands - failures)
        + " ok, "
        + failures
        + " failed ("
        + String.join(", ", named)
        + (failures > named.size() ? ", ..." : "")
        + ")"
        + (stopped ? ", stopped there" : "");
  }
}
