/// From a decision to a durable fact: the open group, its commit, the files that show it, and
/// getting all of it back at start. Here a post becomes durable, in [GroupCommit].
@NullMarked
package forum.server.commit;

import org.jspecify.annotations.NullMarked;
