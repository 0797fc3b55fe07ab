/// The terminal: one line being typed at the bottom, everything else above it.
///
/// All the terminal library's settings that would change what was typed, and all its ways to write
/// to the screen, are behind these classes; what a remote user wrote passes through
/// [forum.client.terminal.Printer] and can obey no one. May use `forum.client.verb` and what stands
/// below it.
@NullMarked
package forum.client.terminal;

import org.jspecify.annotations.NullMarked;
