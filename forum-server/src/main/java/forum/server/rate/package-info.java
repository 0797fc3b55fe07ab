/// How often somebody may do something, and who counts as one. Takes the time as an argument; each
/// object is owned by one thread. Uses nothing else of the project.
@NullMarked
package forum.server.rate;

import org.jspecify.annotations.NullMarked;
