/// The server: its one command loop, what feeds it and what it feeds. Wires everything; used by
/// none.
@NullMarked
package forum.server;

import org.jspecify.annotations.NullMarked;
