package forum.client.batch;

import forum.client.verb.Outcome;
import forum.client.verb.Problem;
import forum.client.verb.Report;
import java.time.Duration;

/// Writes what came of commands, in one of the two forms.
sealed interface ResultPrinter permits TextPrinter, JsonPrinter {
  /// Where the command in line `line` puts what it has to show.
  Report report(int line, String word);

  /// It was done.
  void done(Ended ended, Outcome outcome);

  /// It was not.
  void failed(Ended ended, Problem problem);

  /// A command that has ended.
  ///
  /// @param line where it stands in the script
  /// @param word the command
  /// @param tolerated whether its failure does not count
  record Ended(int line, String word, boolean tolerated, Duration took) {}
}
