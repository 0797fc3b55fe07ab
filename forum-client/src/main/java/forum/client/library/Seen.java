package forum.client.library;

/// What a user saw under a number: which message, in which revision. Sent along with an edit or a
/// delete, so that a number that has moved meanwhile does not hit another message.
public record Seen(long id, int rev) {}
