/// Getting a request across a network that loses, doubles and reorders: round-trip times,
/// repetition, segments. Pure state machines: no clock, no socket. PROTOCOL.md, sections 6 and 8.
///
/// May use `forum.protocol` and `forum.protocol.wire`.
@NullMarked
package forum.protocol.delivery;

import org.jspecify.annotations.NullMarked;
