/// Real servers and real clients against real faults: killed, stopped, with full, read-only and
/// failing disks, with damaged files, over bad links. What must come of each stands in
/// docs/OPERATIONS.md and docs/DISK.md.
///
/// Whoever mounts or starts something takes it away again. Long runs are tagged `campaign`.
@NullMarked
package forum.faults;

import org.jspecify.annotations.NullMarked;
