/// The client's end of the protocol: sends, repeats, logs in, and tells what became of a request.
///
/// Knows no terminal. May use `forum.protocol` and below, and `forum.machine`.
@NullMarked
package forum.client.link;

import org.jspecify.annotations.NullMarked;
