package forum.server.threads;

import forum.machine.Disk;
import forum.protocol.line.LineCodec;
import forum.protocol.line.ThreadLine.Header;
import forum.protocol.line.ThreadLine.Message;
import forum.protocol.line.ThreadLine.Upload;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Writes a thread's file from its changes alone, in as many passes as it takes to keep memory
/// small.
final class Rebuilding implements History.Reader, Closeable {
  private static final int BATCH_CHARACTERS = 4 << 20;
  private static final int CHANGE_CHARACTERS = 64;

  private final Disk disk;
  private final ThreadKey thread;
  private final List<Change> batch = new ArrayList<>();
  private int batchCharacters;
  private int part;
  private Draft draft;
  private Extent extent;

  /// Begins with the header. `generation` is that of the file to be.
  Rebuilding(Disk disk, ThreadKey thread, Header header, long generation) throws IOException {
    this.disk = disk;
    this.thread = thread;
    draft = Draft.begin(disk, thread, part);
    byte[] line = LineCodec.write(header);
    draft.file().write(ByteBuffer.wrap(line), 0);
    extent = new Extent(line.length, generation, 0, 0, 0);
  }

  @Override
  public void read(Change change) throws IOException {
    batch.add(change);
    batchCharacters += CHANGE_CHARACTERS + characters(change);
    if (batchCharacters > BATCH_CHARACTERS) {
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

  /// Writes what was read last, and has the whole file in [#draft] then.
  Extent finish() throws IOException {
    write();
    return extent;
  }

  /// The file as far as it is written.
  Draft draft() {
    return draft;
  }

  private void write() throws IOException {
    NetChanges changes = NetChanges.of(extent, batch);
    extent =
        changes.isOnlyNew() ? NewLines.of(extent, changes).writeTo(draft.file()) : rewrite(changes);
    batch.clear();
    batchCharacters = 0;
  }

  private Extent rewrite(NetChanges changes) throws IOException {
    part = 1 - part;
    Draft next = Draft.begin(disk, thread, part);
    try {
      Extent written =
          Rewriting.write(draft.file(), extent, changes, next.file(), extent.generation());
      Draft previous = draft;
      draft = next;
      next = previous;
      return written;
    } catch (DamagedThread e) {
      throw new IllegalStateException("the changes of " + thread + " contradict each other", e);
    } finally {
      next.close();
    }
  }

  @Override
  public void close() throws IOException {
    draft.close();
  }
}
