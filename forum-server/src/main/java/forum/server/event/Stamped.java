package forum.server.event;

import java.time.Instant;

/// An event and when it happened.
record Stamped(Instant time, ServerEvent event) {}
