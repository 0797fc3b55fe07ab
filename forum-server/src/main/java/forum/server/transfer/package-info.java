/// Files on their way in and out over TCP, and where they are stored.
///
/// The command loop owns [TransferDesk], which gives permission, and what is visible:
/// [Attachments]. Each connection has a virtual thread of its own, which never touches the model
/// and tells the loop what became of it by a [TransferResult]. What both sides share is
/// [TransferTable] and [Blobs].
@NullMarked
package forum.server.transfer;

import org.jspecify.annotations.NullMarked;
