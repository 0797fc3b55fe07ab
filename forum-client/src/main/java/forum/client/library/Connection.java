package forum.client.library;

import forum.client.link.ServerLink;
import forum.machine.Ticker;
import java.util.function.Supplier;

/// A server within reach.
///
/// @param server as the user named it
/// @param contact to make sure that it is the right one, before anything else
/// @param entrance for logging in
/// @param forum what can be asked afterwards
/// @param aside the same for questions that must not hold up others, such as what completion asks
/// @param status what the link knows about the path
/// @param ticker the clock
public record Connection(
    String server,
    Contact contact,
    Entrance entrance,
    ForumClient forum,
    ForumClient aside,
    Supplier<ServerLink.Status> status,
    Ticker ticker) {}
