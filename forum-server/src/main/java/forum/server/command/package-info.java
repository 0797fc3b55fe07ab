/// What each command means: one handler a command decides about a request and answers with a value.
/// DLT is decided in [DeleteMessageHandler], and so on.
///
/// A handler looks, it does not change anything; the command loop applies its decision.
@NullMarked
package forum.server.command;

import org.jspecify.annotations.NullMarked;
