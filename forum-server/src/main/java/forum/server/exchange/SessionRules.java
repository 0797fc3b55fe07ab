package forum.server.exchange;

/// What the operator decided about sessions.
///
/// @param perUser how many a user may have at a time
/// @param leaseSeconds how long one outlives silence
/// @param passwordRounds the work a new password costs who tries it
public record SessionRules(int perUser, long leaseSeconds, int passwordRounds) {}
