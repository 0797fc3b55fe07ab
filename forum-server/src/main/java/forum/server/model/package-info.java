/// The forum as it is in memory: threads and who wrote them, never their text. Pure: the same
/// events give the same forum. No clock, no I/O.
@NullMarked
package forum.server.model;

import org.jspecify.annotations.NullMarked;
