/// The journal: where a post becomes durable, and how it is found again after a crash.
///
/// Knows bytes, not what they mean. May use `forum.machine` only.
@NullMarked
package forum.server.journal;

import org.jspecify.annotations.NullMarked;
