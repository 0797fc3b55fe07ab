/// What the operator does with a forum: `forum-server admin …`, one class for each command. Some
/// reach into the running server, over a local socket that only its owner can open; then the same
/// class says what the server does.
@NullMarked
package forum.server.admin;

import org.jspecify.annotations.NullMarked;
