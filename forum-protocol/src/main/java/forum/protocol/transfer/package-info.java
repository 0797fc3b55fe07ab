/// How bytes travel over TCP: the frames of a transfer, and what the sending and the receiving end
/// do, which is the same for an upload and a download. PROTOCOL.md, section 11.
///
/// Runs over any pair of byte channels, so that a protected connection can take the place of a
/// plain one. Knows neither tickets nor files. May use `forum.protocol` and `forum.machine`.
@NullMarked
package forum.protocol.transfer;

import org.jspecify.annotations.NullMarked;
