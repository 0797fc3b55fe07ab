package forum.server.threads;

import forum.machine.Disk;
import forum.protocol.line.ThreadLine.Header;
import forum.protocol.line.ThreadLine.Message;
import forum.protocol.line.ThreadLine.Upload;
import java.io.Closeable;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Writes the files of any number of threads from their changes alone, in one pass over them. What
/// is not written yet takes the same memory however many threads there are, and none of them keeps
/// its file open.
final class Rebuildings implements History.Reader, Closeable {
  static final int BATCH_CHARACTERS = 4 << 20;
  private static final int CHANGE_CHARACTERS = 64;

  private final Disk disk;
  private final long generation;
  private final Map<Long, Rebuilding> byThread = new HashMap<>();
  private final Set<Rebuilding> unwritten = new LinkedHashSet<>();
  private int unwrittenCharacters;

  /// `generation` is that of the files to be.
  Rebuildings(Disk disk, long generation) {
    this.disk = disk;
    this.generation = generation;
  }

  /// Begins the file of a thread.
  void begin(ThreadKey thread, Header header) throws IOException {
    byThread.put(thread.id(), new Rebuilding(disk, thread, header, generation));
  }

  /// Takes the next change, if it is one of a thread that was begun.
  @Override
  public void read(long thread, Change change) throws IOException {
    Rebuilding rebuilding = byThread.get(thread);
    if (rebuilding == null) {
      return;
    }
    rebuilding.add(change);
    unwritten.add(rebuilding);
    unwrittenCharacters += CHANGE_CHARACTERS + characters(change);
    if (unwrittenCharacters > BATCH_CHARACTERS) {
      write();
    }
  }

  private static int characters(Change change) {
    return switch (change) {
      case Change.Append(Message message) -> message.text().length();
      case Change.Edit edit -> edit.text().length();
      case Change.Append(Upload _), Change.Delete _ -> 0;
    };
  }

  private void write() throws IOException {
    for (Rebuilding rebuilding : unwritten) {
      rebuilding.write();
    }
    unwritten.clear();
    unwrittenCharacters = 0;
  }

  /// The file of a thread, with all that was read of it.
  Rebuilding finished(ThreadKey thread) throws IOException {
    write();
    return Objects.requireNonNull(byThread.get(thread.id()));
  }

  /// What was read and is not written yet.
  int unwrittenCharacters() {
    return unwrittenCharacters;
  }

  @Override
  public void close() throws IOException {
    for (Rebuilding rebuilding : byThread.values()) {
      rebuilding.close();
    }
  }
}
