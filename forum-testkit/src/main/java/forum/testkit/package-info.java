/// The machine as tests want it: a disk that loses power on command, and chance from a seed.
///
/// Everything here is deterministic, so that a failure is found again by its seed. Depends on
/// `forum.machine` only.
@NullMarked
package forum.testkit;

import org.jspecify.annotations.NullMarked;
