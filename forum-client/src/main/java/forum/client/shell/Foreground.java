package forum.client.shell;

import org.jspecify.annotations.Nullable;

/// Who has the screen. While something other than the prompt has it (a pager, an editor, a
/// question, a transfer), news is held back, nobody returns to the prompt, and Ctrl-C is that
/// one's. Safe for any thread.
final class Foreground {
  private @Nullable Runnable onInterrupt;
  private boolean prompting = true;

  /// Takes the screen until the hold is closed. There is one holder at a time, because commands run
  /// one after the other.
  synchronized Hold hold(Runnable interrupted) {
    onInterrupt = interrupted;
    return this::release;
  }

  private synchronized void release() {
    onInterrupt = null;
  }

  /// Whether somebody has the screen.
  synchronized boolean isHeld() {
    return onInterrupt != null;
  }

  /// Ctrl-C.
  ///
  /// @return whether it was somebody's who has the screen
  synchronized boolean interrupt() {
    if (onInterrupt == null) {
      return false;
    }
    onInterrupt.run();
    return true;
  }

  /// The prompt is being shown, or is not any more.
  synchronized void prompting(boolean now) {
    prompting = now;
  }

  /// Whether a command may take the screen: not while the prompt is being shown.
  synchronized boolean isFree() {
    return !prompting;
  }

  /// The screen in somebody's hands.
  @FunctionalInterface
  interface Hold extends AutoCloseable {
    @Override
    void close();
  }
}
