/// What a run of the tests insists on.
@NullMarked
package forum.require;

import org.jspecify.annotations.NullMarked;
