package forum.client.library;

import forum.client.link.ServerLink;
import forum.machine.Ticker;
import java.util.function.Supplier;

/// A server within reach.
///
/// @param server as the user named it
/// @param entrance for logging in
/// @param forum what can be asked afterwards
/// @param aside the same for questions that must not hold up others, such as what completion asks
/// @param status what the link knows about the path
/// @param ticker the clock
public record Connection(
    String server,
    Entrance entrance,
    ForumClient forum,
    ForumClient aside,
    Supplier<ServerLink.Status> status,
    Ticker ticker) {}
