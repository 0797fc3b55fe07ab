/// Datagrams: what stands in which byte. PROTOCOL.md, sections 1 to 3.
///
/// A codec is pure: bytes to records and back. May use `forum.protocol` only.
@NullMarked
package forum.protocol.wire;

import org.jspecify.annotations.NullMarked;
