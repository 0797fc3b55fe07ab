/// Attacks on the sealed transport, against real servers and clients in processes of their own: one
/// test for each way to attack that docs/PROTOCOL.md, sections 14 to 16, has an answer to.
@NullMarked
package forum.seal;

import org.jspecify.annotations.NullMarked;
