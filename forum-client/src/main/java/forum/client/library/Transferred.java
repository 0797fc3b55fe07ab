package forum.client.library;

import java.time.Duration;

/// A transfer that is done.
///
/// @param sha256 digest of the whole, hexadecimal
/// @param took from the first request to the last
public record Transferred(long bytes, String sha256, Duration took) {}
