package forum.server.journal;

import forum.machine.Disk;
import java.nio.file.Path;

/// A file of zeros that is all on disk and waits to become a segment.
///
/// @param size its bytes
record PreparedSegment(Path path, Disk.File file, int size) {}
