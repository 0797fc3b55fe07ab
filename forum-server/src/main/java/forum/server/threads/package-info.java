/// The files `threads/<title>`: a thread as people read it, projected from the journal.
///
/// The journal is the truth. A file is behind it by what was not forced when the power went, and is
/// brought up again from the checkpoint or, if that fails, from the journal alone. In memory there
/// is an [forum.server.threads.Extent] for each thread and no text. docs/DISK.md describes the
/// bytes.
@NullMarked
package forum.server.threads;

import org.jspecify.annotations.NullMarked;
