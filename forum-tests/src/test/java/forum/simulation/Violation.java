package forum.simulation;

/// Something the forum promises did not hold.
public final class Violation extends AssertionError {
  private static final long serialVersionUID = 1;

  public Violation(String found) {
    super(found);
  }

  public Violation(String found, Throwable cause) {
    super(found, cause);
  }

  /// Requires that something holds.
  public static void unless(boolean holds, String found, Object... parts) {
    if (!holds) {
      throw new Violation(found.formatted(parts));
    }
  }
}
