package forum.server.command;

import forum.machine.Disk;
import forum.protocol.Request;
import forum.server.model.ForumThread;
import forum.server.threads.Extent;

/// The text of threads, as it stands in their files. All of it throws [TextNotShown] while a full
/// disk keeps a thread's file from having what has happened, or the file cannot be read.
public interface ThreadText {
  /// A part of a thread's file: bytes `from` to `to`.
  record Part(long from, long to) {}

  /// Which part of the file is asked for: everything behind the header, or what the request
  /// selects.
  ///
  /// @throws forum.protocol.InvalidValue when the selection makes no sense
  Part select(ForumThread thread, Request.ReadThread read);

  /// What counts of the file.
  Extent extent(ForumThread thread);

  /// The bytes from `from` on, at most `most` and none behind the thread's end.
  byte[] read(ForumThread thread, long from, int most);

  /// The file as it is now, whatever becomes of the thread later.
  Disk.File open(ForumThread thread);
}
