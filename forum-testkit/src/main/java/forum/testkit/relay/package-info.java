/// A bad network between real programs: what comes in at one socket goes out at another, or late,
/// or twice, or not at all.
///
/// What happens to which datagram follows from a seed; when it happens is up to the machine. May
/// use `forum.machine` and `forum.testkit`.
@NullMarked
package forum.testkit.relay;

import org.jspecify.annotations.NullMarked;
