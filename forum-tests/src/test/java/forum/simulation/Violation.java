package forum.simulation;

/// Something the forum promises did not hold.
final class Violation extends AssertionError {
  private static final long serialVersionUID = 1;

  Violation(String found) {
    super(found);
  }

  Violation(String found, Throwable cause) {
    super(found, cause);
  }

  /// Requires that something holds.
  static void unless(boolean holds, String found, Object... parts) {
    if (!holds) {
      throw new Violation(found.formatted(parts));
    }
  }
}
