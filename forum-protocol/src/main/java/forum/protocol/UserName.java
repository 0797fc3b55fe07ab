package forum.protocol;

/// The name of a user: one word of 1 to 64 visible ASCII characters, upper and lower case distinct.
public record UserName(String text) implements Comparable<UserName> {
  /// @throws InvalidValue when `text` cannot be a user name
  public UserName {
    if (text.isEmpty()) {
      throw new InvalidValue("a user name must not be empty");
    }
    if (text.length() > Limits.USER_NAME_CHARACTERS) {
      throw new InvalidValue(
          "a user name has at most "
              + Limits.USER_NAME_CHARACTERS
              + " characters, this one "
              + text.length());
    }
    if (!text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new InvalidValue(
          "a user name is one word of letters, digits and ASCII punctuation, without blanks");
    }
  }

  @Override
  public int compareTo(UserName other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
