package forum.protocol;

import java.util.regex.Pattern;

/// What a user calls a token: one word.
public record TokenName(String text) {
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,31}");

  /// @throws InvalidValue when it is none
  public TokenName {
    if (!WORD.matcher(text).matches()) {
      throw new InvalidValue(
          "a token's name has 1 to 32 letters, digits, dots, dashes and underscores, and begins"
              + " with a letter or digit");
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
