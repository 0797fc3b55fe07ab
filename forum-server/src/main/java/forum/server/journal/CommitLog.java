package forum.server.journal;

import forum.machine.DiskFull;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/// The one totally ordered log everything else is a projection of.
///
/// Its unit is the batch: what one group commit holds. Records are opaque bytes, numbered 1, 2, 3 …
/// (the log sequence number, lsn). This is the only seam between one machine and many: the embedded
/// [Journal] today, a replicated log later. Owned by the command loop.
public interface CommitLog extends Closeable {
  /// What a record takes of [#room] besides its payload.
  int RECORD_BYTES = 24;

  /// Receives records in the order of their numbers.
  @FunctionalInterface
  interface Reader {
    /// One record; `payload` is the reader's to keep.
    void read(long lsn, byte[] payload) throws IOException;
  }

  /// The number of the last record that is safe, 0 when there is none.
  long last();

  /// Hands over every record behind `after`, oldest first.
  ///
  /// Fails where a record that was once acknowledged cannot be read
  void replay(long after, Reader reader) throws IOException;

  /// Bytes that one batch can have without asking the disk for room; each record counts as its
  /// payload and [#RECORD_BYTES]. Asks for more room in the background as needed; a full disk shows
  /// here as a small number, before anything is lost.
  long room();

  /// Appends the batch in order and returns when all of it is safe, with the number of its last
  /// record.
  ///
  /// @throws DiskFull when the batch is larger than [#room] and there is none for it. Nothing was
  ///   written; the log can be used as before
  /// @throws forum.machine.DiskFailure when it is unknown whether it is safe; the process must end
  long append(List<byte[]> batch) throws DiskFull;

  /// Says that a durable checkpoint covers all records up to `lsn`, so that a start will hardly ask
  /// for them again. When it fails, nothing is lost and the next call makes up for it.
  void checkpointed(long lsn) throws IOException;
}
