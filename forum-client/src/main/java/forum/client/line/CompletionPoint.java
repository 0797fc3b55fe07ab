package forum.client.line;

import java.util.List;

/// What could be completed where the cursor stands.
public sealed interface CompletionPoint {
  /// What is typed of the word, without quotes.
  String typed();

  /// Where in the line the word begins, its opening quote included.
  int start();

  /// The command.
  record Command(String typed, int start) implements CompletionPoint {}

  /// The name of an option.
  record OptionName(String typed, int start, Syntax syntax) implements CompletionPoint {}

  /// An argument, or the value of an option.
  ///
  /// @param syntax of the command
  /// @param words the arguments before it
  /// @param quoted whether an opening quote is there
  record Word(String typed, int start, Syntax syntax, Kind kind, List<String> words, boolean quoted)
      implements CompletionPoint {}

  /// Nothing that is known.
  record Nothing(String typed, int start) implements CompletionPoint {}
}
