package forum.client.terminal;

/// What came of asking for a line.
public sealed interface Typed {
  /// A line; of several lines if it was pasted so.
  record Text(String text) implements Typed {}

  /// Ctrl-C, with what had been typed.
  record Interrupted(String dropped) implements Typed {}

  /// Ctrl-D on an empty line, or the terminal is gone.
  record End() implements Typed {}
}
