package forum.protocol;

/// Why somebody used power over others: one line, shown to those it concerns and kept in the audit
/// log. Empty when none was given.
public record Reason(String text) {
  /// None was given.
  public static final Reason NONE = new Reason("");

  /// @throws InvalidValue when it is too long or has characters that do not belong in one line
  public Reason {
    text = text.strip();
    int points = text.codePointCount(0, text.length());
    if (points > Limits.REASON_POINTS) {
      throw new InvalidValue(
          "a reason has at most " + Limits.REASON_POINTS + " characters, this one " + points);
    }
    if (!Characters.isSafe(text)) {
      throw new InvalidValue("a reason is one line without controls or invisible characters");
    }
  }
}
