/// How a command is written: words, options, quotes, the verbatim rest, and where in it the cursor
/// stands. The same for a person at the prompt and for a script.
///
/// Pure: text in, parts out. Depends on nothing of the forum.
@NullMarked
package forum.client.line;

import org.jspecify.annotations.NullMarked;
