package forum.client.library;

import java.time.Duration;
import java.time.Instant;

/// One user who is on-line.
///
/// @param since when the session was opened
/// @param address from where
/// @param idle for how long nothing was asked
public record UserRow(String user, Instant since, String address, Duration idle) {}
