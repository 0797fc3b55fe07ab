package forum.server.exchange;

/// What the operator decided about sessions and accounts.
///
/// @param perUser how many a user may have at a time
/// @param leaseSeconds how long one outlives silence
/// @param passwordRounds the work a new password costs who tries it
/// @param registration who can make an account
public record SessionRules(
    int perUser, long leaseSeconds, int passwordRounds, Registration registration) {
  /// Where everybody can make an account.
  public SessionRules(int perUser, long leaseSeconds, int passwordRounds) {
    this(perUser, leaseSeconds, passwordRounds, Registration.OPEN);
  }

  boolean areHidden() {
    return registration == Registration.HIDDEN;
  }
}
