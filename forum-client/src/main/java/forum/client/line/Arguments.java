package forum.client.line;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The parts of a command as it was written.
///
/// @param options by name, in the order in which they stand; the value of a switch is empty
/// @param words in their places
/// @param text what follows them, verbatim; null when nothing does
public record Arguments(Map<String, String> options, List<String> words, @Nullable String text) {
  /// Whether the option was given.
  public boolean has(String option) {
    return options.containsKey(option);
  }

  /// The value of an option.
  public Optional<String> option(String name) {
    return Optional.ofNullable(options.get(name));
  }

  /// The word in place `index`, which the syntax requires.
  public String word(int index) {
    return words.get(index);
  }

  /// The word in place `index`, if there is one.
  public Optional<String> optionalWord(int index) {
    return index < words.size() ? Optional.of(words.get(index)) : Optional.empty();
  }

  /// The same with another word in place `index`.
  public Arguments with(int index, String word) {
    List<String> changed = new ArrayList<>(words);
    changed.set(index, word);
    return new Arguments(options, List.copyOf(changed), text);
  }

  /// The same with another text.
  public Arguments withText(@Nullable String other) {
    return new Arguments(options, words, other);
  }

  /// The arguments as one would type them, with a blank before each.
  public String written() {
    StringBuilder line = new StringBuilder();
    options.forEach(
        (name, value) -> {
          line.append(' ').append(name);
          if (!value.isEmpty()) {
            line.append(' ').append(Quoting.quoted(value));
          }
        });
    words.forEach(word -> line.append(' ').append(word.equals(".") ? word : Quoting.quoted(word)));
    return text == null ? line.toString() : line + " " + text;
  }
}
