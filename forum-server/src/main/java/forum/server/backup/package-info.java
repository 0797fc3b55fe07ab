/// A forum in one file: written while it is being served or not, and put back into an empty folder.
/// Knows files and their digests, and of the forum which files belong to one moment of it.
@NullMarked
package forum.server.backup;

import org.jspecify.annotations.NullMarked;
