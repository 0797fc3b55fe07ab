package forum.client.shell;

import forum.client.text.Line;
import forum.client.text.Tone;
import forum.client.verb.Problem;
import java.util.ArrayList;
import java.util.List;

/// A problem on a screen: what happened, why, and a command that would work.
final class ProblemLines {
  private ProblemLines() {}

  static List<Line> of(Problem problem) {
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of(Tone.ERROR, "error: ").and(problem.what()));
    if (problem.why() != null) {
      lines.add(Line.of("  why:  " + problem.why()));
    }
    if (problem.hint() != null) {
      lines.add(Line.of("  try:  ").and(Tone.COMMAND, problem.hint()));
    }
    return lines;
  }
}
