/// The only doors to the machine: time, chance, disk and datagrams.
///
/// Everything else takes these through its constructor, so that the whole server and its clients
/// can run in one thread on a simulated clock, disk and network. Depends on nothing of the forum.
@NullMarked
package forum.machine;

import org.jspecify.annotations.NullMarked;
