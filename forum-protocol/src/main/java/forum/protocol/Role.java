package forum.protocol;

import java.util.Locale;

/// What a user may do beyond what all may. Each may all that those before it may.
public enum Role {
  /// What everybody is.
  USER,
  /// Keeps order: edits, deletes and removes what others wrote, locks threads, kicks and bans
  /// users.
  MODERATOR,
  /// Keeps order among moderators too.
  ADMIN;

  /// As it is written in files, commands and replies.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Whether this is `other` or more.
  public boolean isAtLeast(Role other) {
    return compareTo(other) >= 0;
  }

  /// Reads what [#word] wrote.
  ///
  /// @throws InvalidValue when it is none of the words
  public static Role of(String word) {
    for (Role role : values()) {
      if (role.word().equals(word)) {
        return role;
      }
    }
    throw new InvalidValue("a role is user, moderator or admin, not \"" + word + "\"");
  }
}
