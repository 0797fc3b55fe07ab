package forum.server.transfer;

import java.net.SocketAddress;

/// What the command loop is told of transfers.
public sealed interface TransferResult {
  /// The holder of the ticket has come; bytes move from `offset` on.
  record Began(TransferOffer offer, SocketAddress peer, long offset) implements TransferResult {}

  /// All bytes have been moved and confirmed. Those of an upload are safe on disk.
  ///
  /// @param bytes moved over this connection, less than the size when a part was there before
  record Ended(TransferOffer offer, long bytes, long millis) implements TransferResult {}

  /// It came to nothing. What an interrupted upload has brought is kept for the next attempt.
  ///
  /// @param detail one sentence for the operator
  record Failed(TransferOffer offer, long bytes, long millis, Reason reason, String detail)
      implements TransferResult {}

  /// Something is wrong that concerns no single transfer.
  ///
  /// @param detail one sentence for the operator
  record Trouble(String detail) implements TransferResult {}

  /// Why a transfer failed.
  enum Reason {
    /// The connection broke.
    CUT,
    /// The other end took too long or was too slow.
    SLOW,
    /// The other end sent what the protocol does not allow.
    MALFORMED,
    /// The other end gave up and said why.
    GIVEN_UP,
    /// The bytes are not those that were announced.
    CHECKSUM,
    /// There is no room on the disk.
    DISK_FULL,
    /// The disk failed while an upload was being written or forced to it; the server should not go
    /// on writing.
    DISK_FAILED,
    /// The same upload goes on over a newer connection.
    SUPERSEDED,
    /// The session has ended.
    REVOKED,
    /// The server stops.
    STOPPED,
    /// What was asked for cannot be read.
    UNREADABLE,
    /// A mistake of the server's own.
    INTERNAL
  }
}
