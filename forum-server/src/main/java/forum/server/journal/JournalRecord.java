package forum.server.journal;

/// Where a record lies in the bytes of its segment, and what its head says.
///
/// @param start where its head begins
/// @param end where the next record begins
/// @param durable the last record of the batch before, which was safe when this one was written
record JournalRecord(int start, int end, long lsn, long durable) {
  /// Whether this is no record of its own but a mark: it repeats the number of the record before it
  /// and says that this one is safe.
  boolean isMark() {
    return durable == lsn;
  }
}
