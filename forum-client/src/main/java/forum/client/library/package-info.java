/// The forum as a program sees it: one typed operation for each thing that can be asked, over a
/// link that somebody else opened.
///
/// The two faces of the client stand on it, and so may other programs. Knows no terminal. May use
/// `forum.protocol` and below, and `forum.client.link`.
@NullMarked
package forum.client.library;

import org.jspecify.annotations.NullMarked;
