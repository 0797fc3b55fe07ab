package forum.protocol;

import java.util.Locale;

/// How much of what its user may do somebody may who has a token. Each allows what those before it
/// allow; none allows to change the password or to make tokens.
public enum Scope {
  /// Read, list and download.
  READ,
  /// Create threads, post messages, attach files.
  POST,
  /// Everything else: edit, delete, remove, and give the orders that the user's role allows.
  ALL;

  /// As it is written in commands, files and replies.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Whether this is `other` or more.
  public boolean isAtLeast(Scope other) {
    return compareTo(other) >= 0;
  }

  /// Reads what [#word] wrote.
  ///
  /// @throws InvalidValue when it is none of the words
  public static Scope of(String word) {
    for (Scope scope : values()) {
      if (scope.word().equals(word)) {
        return scope;
      }
    }
    throw new InvalidValue("a scope is read, post or all, not \"" + word + "\"");
  }
}
