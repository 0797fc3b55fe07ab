package forum.protocol.wire;

/// Why a session is over; travels as a number in GONE.
public enum GoneReason {
  /// The server knows no such session.
  UNKNOWN(0, "it does not know it"),
  /// The client asked for it.
  EXIT(1, "you left"),
  /// Too long without a sign of life.
  EXPIRED(2, "it was silent for too long"),
  /// The user logged in elsewhere.
  SUPERSEDED(3, "you logged in elsewhere"),
  /// A moderator or the operator wanted it.
  EXPELLED(4, "a moderator has ended it"),
  /// What it was opened with does not count any more: another password, a revoked token.
  REVOKED(5, "what it was opened with is no longer valid");

  private final int number;
  private final String sentence;

  GoneReason(int number, String sentence) {
    this.number = number;
    this.sentence = sentence;
  }

  /// The reason of this number; [#UNKNOWN] for a number that is not known here.
  public static GoneReason of(int number) {
    for (GoneReason reason : values()) {
      if (reason.number == number) {
        return reason;
      }
    }
    return UNKNOWN;
  }

  /// The number that travels.
  public int number() {
    return number;
  }

  /// For people, to stand behind a colon.
  public String sentence() {
    return sentence;
  }
}
