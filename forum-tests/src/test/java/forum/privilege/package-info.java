/// What the server may do on its computer, and what it does not need: real processes, with and
/// without rights.
@NullMarked
package forum.privilege;

import org.jspecify.annotations.NullMarked;
