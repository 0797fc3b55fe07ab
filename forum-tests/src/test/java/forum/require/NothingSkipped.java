package forum.require;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/// With `-Dforum.require=all` a test that finds no means here, such as a loop device, the right to
/// capture or a second address, fails instead of being skipped: a campaign must not seem to have
/// taken place. Found by JUnit for every test.
public final class NothingSkipped
    implements TestExecutionExceptionHandler, LifecycleMethodExecutionExceptionHandler {
  private final boolean all;

  /// As the system property says.
  public NothingSkipped() {
    this("all".equals(System.getProperty("forum.require")));
  }

  NothingSkipped(boolean all) {
    this.all = all;
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable thrown)
      throws Throwable {
    throw judged(thrown);
  }

  @Override
  public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable thrown)
      throws Throwable {
    throw judged(thrown);
  }

  @Override
  public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable thrown)
      throws Throwable {
    throw judged(thrown);
  }

  /// What becomes of a test that has thrown this.
  Throwable judged(Throwable thrown) {
    return all && thrown instanceof TestAbortedException
        ? new AssertionError("required, and not here: " + thrown.getMessage(), thrown)
        : thrown;
  }
}
