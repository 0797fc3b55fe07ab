/// Whether a forum on the disk is what it must be: journal, checkpoints, thread files, attachments
/// and credentials against their checksums and against each other. Changes nothing.
@NullMarked
package forum.server.check;

import org.jspecify.annotations.NullMarked;
