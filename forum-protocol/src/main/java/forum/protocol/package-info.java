/// The words of the forum, shared by server and client: names, text, limits, requests and replies.
///
/// Every rule about what a name or a text may be stands here once. Depends on nothing of the forum.
@NullMarked
package forum.protocol;

import org.jspecify.annotations.NullMarked;
