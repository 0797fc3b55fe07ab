/// Who is here: sessions, logging in, and keeping a repeated request from running twice.
///
/// Owned by the command loop. Takes the time as an argument.
@NullMarked
package forum.server.session;

import org.jspecify.annotations.NullMarked;
