package forum.server.threads;

import forum.protocol.line.LineCodec;
import forum.protocol.line.ThreadLine.Entry;
import forum.protocol.line.ThreadLine.Message;
import forum.protocol.line.ThreadLine.Upload;
import java.io.IOException;
import java.io.OutputStream;

/// Writes entries behind what is there, gives messages their numbers and counts.
final class EntryWriter {
  private final OutputStream out;
  private long bytes;
  private int messages;
  private int uploads;
  private long lastId;

  /// Goes on behind `extent`.
  EntryWriter(OutputStream out, Extent extent) {
    this.out = out;
    bytes = extent.bytes();
    messages = extent.messages();
    uploads = extent.uploads();
    lastId = extent.lastId();
  }

  void writeAll(NetChanges changes) throws IOException {
    for (Entry entry : changes.appended()) {
      write(entry);
    }
  }

  private void write(Entry entry) throws IOException {
    switch (entry) {
      case Message message -> write(LineCodec.write(numbered(message, ++messages)));
      case Upload upload -> {
        uploads++;
        write(LineCodec.write(upload));
      }
    }
    lastId = entry.id();
  }

  static Message numbered(Message message, int number) {
    return message.number() == number
        ? message
        : new Message(
            number,
            message.author(),
            message.text(),
            message.at(),
            message.id(),
            message.revision());
  }

  private void write(byte[] line) throws IOException {
    out.write(line);
    bytes += line.length;
  }

  Extent extent(long generation) {
    return new Extent(bytes, generation, messages, uploads, lastId);
  }
}
