package forum.server.threads;

import forum.machine.Disk;
import forum.protocol.line.LineCodec;
import forum.protocol.line.ThreadLine.Header;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// A thread's file that is written from its changes alone, some of them at a time.
final class Rebuilding implements Closeable {
  private final Disk disk;
  private final ThreadKey thread;
  private List<Change> unwritten = List.of();
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
    draft.rest();
    extent = new Extent(line.length, generation, 0, 0, 0);
  }

  /// Takes the next change.
  void add(Change change) {
    if (unwritten.isEmpty()) {
      unwritten = new ArrayList<>();
    }
    unwritten.add(change);
  }

  /// What is written.
  Extent extent() {
    return extent;
  }

  /// The file as far as it is written.
  Draft draft() {
    return draft;
  }

  /// Writes what was added since the last time.
  void write() throws IOException {
    NetChanges changes = NetChanges.of(extent, unwritten);
    extent =
        changes.isOnlyNew() ? NewLines.of(extent, changes).writeTo(draft.file()) : rewrite(changes);
    unwritten = List.of();
    draft.rest();
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
