/// A person at a terminal: login, prompt, news, waiting, editor and pager.
///
/// Two threads: the one that reads what is typed and one that runs commands, one after the other,
/// so that the prompt is usable while a command waits for a bad network. News comes on the link's
/// thread. May use `forum.client.terminal`, `forum.client.verb` and what stands below them.
@NullMarked
package forum.client.shell;

import org.jspecify.annotations.NullMarked;
