/// What happens in the server, told to its operator: on the console in the words of the classic
/// forum, in the log file with all details.
///
/// An event is a value; who emits it neither formats nor waits. No event holds a password, a token
/// or the text of a message. May use `forum.machine`, `forum.protocol` and `forum.protocol.wire`.
@NullMarked
package forum.server.event;

import org.jspecify.annotations.NullMarked;
