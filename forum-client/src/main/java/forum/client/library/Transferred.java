package forum.client.library;

/// A transfer that is done.
///
/// @param sha256 digest of the whole, hexadecimal
public record Transferred(long bytes, String sha256) {}
