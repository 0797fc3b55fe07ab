package forum.server.threads;

import forum.machine.Disk;
import forum.protocol.line.LineCodec;
import forum.protocol.line.LineView;
import forum.protocol.line.LineView.Kind;
import forum.protocol.line.MalformedLine;
import forum.protocol.line.ThreadLine.Message;
import forum.server.threads.LineReader.Line;
import java.io.IOException;

/// One pass over a thread's file that writes it as it is after some changes. Needs the same memory
/// for any file. What lies before the first change, and where nothing was deleted also what lies
/// behind the last, is copied without being looked at.
final class Rewriting {
  private final Disk.File source;
  private final Extent old;
  private final NetChanges changes;
  private final LineReader lines;
  private final BlockWriter out;
  private int unmet;
  private int deleted;
  private int messages;
  private long lastId;

  private Rewriting(Disk.File source, Extent old, NetChanges changes, Disk.File target) {
    this.source = source;
    this.old = old;
    this.changes = changes;
    lines = new LineReader(source, old.bytes(), LineReader.STREAM_BYTES);
    out = new BlockWriter(target, 0);
    unmet = changes.met();
  }

  /// Writes to the empty file `target` what is in `source` after `changes`.
  ///
  /// @throws DamagedThread when what is to be changed is not there
  static Extent write(
      Disk.File source, Extent old, NetChanges changes, Disk.File target, long generation)
      throws IOException, DamagedThread {
    Rewriting rewriting = new Rewriting(source, old, changes, target);
    rewriting.writeOld();
    return rewriting.writeNew(generation);
  }

  private void writeOld() throws IOException, DamagedThread {
    long at = writeUnchanged();
    while (at < old.bytes() && (unmet > 0 || deleted > 0)) {
      Line line = lines.at(at);
      write(line);
      at = line.end();
    }
    if (unmet > 0) {
      throw new DamagedThread(unmet + " of the messages that were changed are missing");
    }
    if (at < old.bytes()) {
      out.copy(source, at, old.bytes());
      messages = old.messages();
      lastId = old.lastId();
    }
    if (messages + deleted != old.messages()) {
      throw new DamagedThread(messages + deleted + " messages, expected " + old.messages());
    }
  }

  /// Copies all before the first message that is changed.
  ///
  /// @return where it begins
  private long writeUnchanged() throws IOException, DamagedThread {
    if (unmet == 0) {
      return 0;
    }
    LineSearch search = new LineSearch(lines);
    long start = search.id(changes.firstId());
    messages = numberAt(start) - 1;
    if (start > search.firstEntry()) {
      lastId = lines.at(lines.startBefore(start)).view().id();
    }
    out.copy(source, 0, start);
    return start;
  }

  /// The number of the first message that is changed, which must begin at `start`.
  private int numberAt(long start) throws IOException, DamagedThread {
    if (start < old.bytes()) {
      LineView view = lines.at(start).view();
      if (view.id() == changes.firstId() && view.kind() == Kind.MESSAGE) {
        return view.number();
      }
    }
    throw new DamagedThread("the message of id " + changes.firstId() + " is missing");
  }

  private void write(Line line) throws IOException, DamagedThread {
    LineView view = line.view();
    if (view.kind() == Kind.MESSAGE) {
      if (view.number() != messages + deleted + 1) {
        throw new DamagedThread(
            "message " + view.number() + " stands where " + (messages + deleted + 1) + " must");
      }
      if (changes.deletes(view.id())) {
        deleted++;
        unmet--;
        return;
      }
      messages++;
      out.write(changed(line));
    } else {
      out.write(view.bytes());
    }
    lastId = view.id();
  }

  private byte[] changed(Line line) throws DamagedThread {
    LineView view = line.view();
    Change.Edit edit = changes.edit(view.id());
    if (edit == null) {
      return deleted == 0 ? view.bytes() : view.renumbered(messages);
    }
    unmet--;
    Message edited = edit.of(message(line));
    return LineCodec.write(EntryWriter.numbered(edited, messages));
  }

  private static Message message(Line line) throws DamagedThread {
    try {
      return (Message) line.view().line();
    } catch (MalformedLine e) {
      throw new DamagedThread(line.start(), e);
    }
  }

  private Extent writeNew(long generation) throws IOException {
    Extent kept = new Extent(out.position(), generation, messages, old.uploads(), lastId);
    EntryWriter writer = new EntryWriter(out, kept);
    writer.writeAll(changes);
    out.flush();
    return writer.extent(generation);
  }
}
