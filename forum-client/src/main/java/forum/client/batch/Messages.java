package forum.client.batch;

import forum.client.verb.LocalCode;
import forum.client.verb.Problem;
import forum.protocol.Characters;
import java.io.PrintStream;

/// What goes to standard error: problems always, the rest unless only data are wanted.
public final class Messages {
  private final PrintStream out;
  private final boolean quiet;

  /// `out` takes UTF-8; `quiet` leaves nothing but problems.
  public Messages(PrintStream out, boolean quiet) {
    this.out = out;
    this.quiet = quiet;
  }

  /// What happened, why, and a command that would work.
  public void problem(Problem problem) {
    out.println("error: " + Characters.visible(problem.what()));
    if (problem.why() != null) {
      out.println("  why:  " + Characters.visible(problem.why()));
    }
    if (problem.hint() != null) {
      out.println("  try:  " + Characters.visible(problem.hint()));
    }
  }

  /// A problem that keeps a script from beginning. That nobody answers takes one line, since it is
  /// what monitors see most.
  public void beforeAnything(Problem problem) {
    boolean silent = problem.code().equals(LocalCode.NO_SERVER.name());
    problem(silent ? problem.because(null).hint(null) : problem);
  }

  /// Something worth knowing.
  void remark(String text) {
    if (!quiet) {
      out.println(Characters.visible(text));
    }
  }

  /// A question; the answer is typed or piped in behind it.
  void prompt(String text) {
    if (!quiet) {
      out.print(text);
      out.flush();
    }
  }
}
