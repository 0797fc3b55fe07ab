package forum.server.threads;

/// What of a thread's file counts, and what there is in it: all that is kept of a thread in memory
/// and in a checkpoint.
///
/// @param bytes where the last line ends; what lies behind was left over by a crash
/// @param generation the journal's number at which this file was begun: a file is only ever
///   appended to, a change of what is in it begins a new one
/// @param messages how many there are, which is the number of the last one
/// @param uploads how many there are
/// @param lastId id of the last entry, 0 when there is none
public record Extent(long bytes, long generation, int messages, int uploads, long lastId) {
  /// Whether there is nothing in the thread.
  public boolean isEmpty() {
    return messages == 0 && uploads == 0;
  }
}
