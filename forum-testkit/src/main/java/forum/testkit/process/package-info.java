/// The real programs, started as a user starts them: the packaged server and client in processes of
/// their own, at pipes or in a terminal.
///
/// Whoever starts something closes it, and then nothing of it is left. Waiting is for something,
/// with a deadline, never for a time. May use `forum.machine`.
@NullMarked
package forum.testkit.process;

import org.jspecify.annotations.NullMarked;
