package forum.client.line;

import java.util.List;
import java.util.Optional;

/// How one command is written.
///
/// @param word the three letters
/// @param form the whole command with its parts named, for people: `MSG [-f FILE] title [text]`
/// @param options all of them
/// @param arguments words in their places
/// @param hasText whether what follows the arguments is text, kept as it was typed
public record Syntax(
    String word, String form, List<Option> options, List<Argument> arguments, boolean hasText) {

  /// The option of that name.
  public Optional<Option> option(String name) {
    return options.stream().filter(option -> option.name().equals(name)).findFirst();
  }

  /// How many words at least.
  int required() {
    return (int) arguments.stream().filter(Argument::required).count();
  }

  /// Whether a word may look like an option without being one, as `-5` in `RDT -5 title`.
  boolean takesRange() {
    return arguments.stream().anyMatch(argument -> argument.kind() == Kind.RANGE);
  }
}
