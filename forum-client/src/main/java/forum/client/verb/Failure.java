package forum.client.verb;

/// A command cannot be done, for a reason that is known.
public final class Failure extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  /// With all there is to say.
  public Failure(Problem problem) {
    super(problem.what());
    this.problem = problem;
  }

  /// What there is to say.
  public Problem problem() {
    return problem;
  }
}
