package forum.server.threads;

import forum.protocol.FileName;
import forum.protocol.ThreadTitle;
import forum.protocol.UserName;
import forum.protocol.line.LineCodec;
import forum.protocol.line.ThreadLine.Entry;
import forum.protocol.line.ThreadLine.Header;
import forum.protocol.line.ThreadLine.Message;
import forum.protocol.line.ThreadLine.Upload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A thread as a list, changed in the plainest way: what the files are compared with.
final class NaiveThread {
  private static final Instant START = Instant.parse("2026-11-20T17:00:00Z");
  private static final UserName HANS = new UserName("hans:");
  private static final UserName MIRA = new UserName("7");
  private static final String DIGEST = "0123456789abcdef".repeat(4);

  final ThreadKey key;
  final Header header;
  final List<Entry> entries = new ArrayList<>();
  final List<Change> changes = new ArrayList<>();
  private long nextId;

  NaiveThread(long id, String title) {
    key = new ThreadKey(id, new ThreadTitle(title));
    header = new Header(HANS, START, id);
    nextId = id + 1;
  }

  /// When the entry of this id is written.
  static Instant at(long id) {
    return START.plusSeconds(id);
  }

  Change post(String text) {
    Message message = new Message(messages() + 1, HANS, text, at(nextId), nextId, 0);
    return append(message);
  }

  Change upload(String file) {
    return append(new Upload(MIRA, new FileName(file), at(nextId), nextId, 4711, DIGEST));
  }

  private Change append(Entry entry) {
    nextId += 1 + entry.id() % 3;
    entries.add(entry);
    return done(new Change.Append(entry));
  }

  Change edit(int number, String text) {
    Message old = message(number);
    int revision = old.revision() + 1;
    entries.set(
        entries.indexOf(old),
        new Message(number, old.author(), text, old.at(), old.id(), revision));
    return done(new Change.Edit(old.id(), text, revision));
  }

  Change delete(int number) {
    Message gone = message(number);
    entries.remove(gone);
    entries.replaceAll(entry -> entry instanceof Message later ? movedUp(later, number) : entry);
    return done(new Change.Delete(gone.id()));
  }

  private static Message movedUp(Message message, int deleted) {
    return message.number() < deleted
        ? message
        : new Message(
            message.number() - 1,
            message.author(),
            message.text(),
            message.at(),
            message.id(),
            message.revision());
  }

  private Change done(Change change) {
    changes.add(change);
    return change;
  }

  /// Some change, more often than not a post.
  Change change(Random random) {
    int kinds = messages() == 0 ? 6 : messages() < 30 ? 10 : 13;
    int number = 1 + random.nextInt(Math.max(1, messages()));
    return switch (random.nextInt(kinds)) {
      case 0 -> upload("notes " + nextId + ".pdf");
      case 6, 7 -> edit(number, text(random));
      case 8, 9, 10, 11, 12 -> delete(number);
      default -> post(text(random));
    };
  }

  static String text(Random random) {
    return switch (random.nextInt(200)) {
      case 0 -> "\u001b[31m\n".repeat(random.nextInt(2000));
      case 1 -> "x".repeat(random.nextInt(65536));
      case 2, 3, 4, 5, 6, 7, 8, 9 -> "two\nlines\t\\";
      default -> "good morning ".repeat(random.nextInt(5)) + random.nextInt(1000);
    };
  }

  int messages() {
    return (int) entries.stream().filter(Message.class::isInstance).count();
  }

  Message message(int number) {
    return entries.stream()
        .filter(entry -> entry instanceof Message message && message.number() == number)
        .map(Message.class::cast)
        .findFirst()
        .orElseThrow();
  }

  long lastId() {
    return entries.isEmpty() ? 0 : entries.getLast().id();
  }

  /// The whole file.
  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(LineCodec.write(header));
    entries.forEach(entry -> bytes.writeBytes(LineCodec.write(entry)));
    return bytes.toByteArray();
  }

  Extent extent(long generation) {
    return new Extent(
        bytes().length, generation, messages(), entries.size() - messages(), lastId());
  }

  /// All that has happened to it.
  History history() {
    List<Change> all = List.copyOf(changes);
    return (_, reader) -> {
      for (Change change : all) {
        reader.read(key.id(), change);
      }
    };
  }

  /// Brings its file up after a start, from the journal alone if it is lost.
  Outcome restored(ThreadFiles files, Past past, long lsn) throws IOException {
    return switch (files.restore(key, past, lsn)) {
      case Outcome outcome -> outcome;
      case Lost lost -> files.rebuild(List.of(lost), history(), lsn).get(key.id());
    };
  }
}
