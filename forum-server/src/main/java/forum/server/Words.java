package forum.server;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The words of a command line, taken one by one. `--name=value` is the same as `--name value`.
final class Words {
  private final Deque<String> left;
  private @Nullable String attached;

  Words(List<String> words) {
    left = new ArrayDeque<>(words);
  }

  boolean isEmpty() {
    return left.isEmpty();
  }

  /// The next word, without the value that is attached to it.
  String next() {
    String word = left.pop();
    int equals = word.indexOf('=');
    if (!word.startsWith("-") || equals < 0) {
      return word;
    }
    attached = word.substring(equals + 1);
    return word.substring(0, equals);
  }

  /// The value of the option just taken.
  String value(String option, String example) throws Misuse {
    String value = attached == null ? left.poll() : attached;
    attached = null;
    if (value == null || value.isEmpty()) {
      throw Misuse.of(option + " needs a value", option + " " + example);
    }
    return value;
  }

  /// Refuses a value that the option just taken did not ask for.
  void requireNoValue(String option) throws Misuse {
    if (attached != null) {
      throw Misuse.of(option + " takes no value", option);
    }
  }
}
