/// Commands from a pipe or from `-c`: no prompt, no colour, data on standard output, messages on
/// standard error, and an exit status that says what failed first.
///
/// Never touches the terminal library. May use `forum.client.verb` and what stands below it.
@NullMarked
package forum.client.batch;

import org.jspecify.annotations.NullMarked;
