/// Text for people: what a line says and in which tone, how wide it is, how times and sizes are
/// written.
///
/// Knows no terminal: the printer of `forum.client.terminal` gives tones their colours and makes
/// every character harmless. May use `forum.protocol`.
@NullMarked
package forum.client.text;

import org.jspecify.annotations.NullMarked;
