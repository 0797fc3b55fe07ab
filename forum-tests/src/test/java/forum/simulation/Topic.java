package forum.simulation;

import forum.protocol.FileName;
import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import forum.protocol.UserName;
import forum.protocol.line.LineCodec;
import forum.protocol.line.ThreadLine;
import forum.protocol.line.ThreadLine.Message;
import forum.protocol.line.ThreadLine.Upload;
import forum.protocol.line.ThreadSummary;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A thread as the [Model] has it: all of it in memory, every change done the plainest way.
public final class Topic {
  private final ThreadLine.Header header;
  private final ThreadTitle title;
  private final List<ThreadLine.Entry> entries = new ArrayList<>();
  private Instant changedAt;
  private UserName changedBy;
  private long version;
  private boolean locked;
  private @Nullable Text text;

  /// The file: where the header ends, and each entry behind it.
  private record Text(byte[] bytes, int[] ends) {}

  Topic(long id, ThreadTitle title, UserName creator, Instant at) {
    this.header = new ThreadLine.Header(creator, at, id);
    this.title = title;
    this.changedAt = at;
    this.changedBy = creator;
    this.version = id;
  }

  long id() {
    return header.thread();
  }

  ThreadTitle title() {
    return title;
  }

  UserName creator() {
    return header.creator();
  }

  long version() {
    return version;
  }

  boolean isLocked() {
    return locked;
  }

  void lock(boolean wanted) {
    locked = wanted;
  }

  int messages() {
    return (int) entries.stream().filter(Message.class::isInstance).count();
  }

  private int uploads() {
    return entries.size() - messages();
  }

  @Nullable Message numbered(int n) {
    return messagesList().stream()
        .filter(message -> message.number() == n)
        .findFirst()
        .orElse(null);
  }

  @Nullable Message identified(long id) {
    return messagesList().stream().filter(message -> message.id() == id).findFirst().orElse(null);
  }

  private List<Message> messagesList() {
    return entries.stream().filter(Message.class::isInstance).map(Message.class::cast).toList();
  }

  @Nullable Upload upload(FileName file) {
    return entries.stream()
        .filter(Upload.class::isInstance)
        .map(Upload.class::cast)
        .filter(upload -> upload.file().equals(file))
        .findFirst()
        .orElse(null);
  }

  List<Upload> attachments() {
    return entries.stream().filter(Upload.class::isInstance).map(Upload.class::cast).toList();
  }

  void add(ThreadLine.Entry entry, UserName by) {
    entries.add(entry);
    changedAt = entry.at();
    changedBy = by;
    changed(entry.id());
  }

  void edit(long id, String newText, int revision, long lsn) {
    entries.replaceAll(
        entry ->
            entry instanceof Message(int n, UserName by, _, Instant at, long itsId, _)
                    && itsId == id
                ? new Message(n, by, newText, at, id, revision)
                : entry);
    changed(lsn);
  }

  void delete(long id, long lsn) {
    entries.removeIf(entry -> entry.id() == id);
    int n = 0;
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i)
          instanceof Message(_, UserName by, String said, Instant at, long its, int rev)) {
        n++;
        entries.set(i, new Message(n, by, said, at, its, rev));
      }
    }
    changed(lsn);
  }

  private void changed(long lsn) {
    version = lsn;
    text = null;
  }

  ThreadSummary summary() {
    return new ThreadSummary(
        title, creator(), messages(), uploads(), header.at(), changedAt, changedBy, locked);
  }

  /// What `threads/<title>` must hold.
  public byte[] file() {
    return text().bytes();
  }

  private Text text() {
    if (text == null) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.writeBytes(LineCodec.write(header));
      int[] ends = new int[entries.size() + 1];
      ends[0] = bytes.size();
      for (int i = 0; i < entries.size(); i++) {
        bytes.writeBytes(LineCodec.write(entries.get(i)));
        ends[i + 1] = bytes.size();
      }
      text = new Text(bytes.toByteArray(), ends);
    }
    return text;
  }

  /// Which part of the file a request is about.
  public int[] range(Request.ReadThread read) {
    int first = 0;
    int behind = entries.size();
    if (read.last() != null) {
      first = read.last() >= messages() ? 0 : entryOf(messages() - read.last() + 1, 0);
    } else if (read.from() != null || read.to() != null) {
      int from = Math.max(1, Objects.requireNonNullElse(read.from(), 1));
      int to = Math.min(messages(), Objects.requireNonNullElse(read.to(), Integer.MAX_VALUE));
      first = from > to ? entries.size() : entryOf(from, 0);
      behind = from > to ? entries.size() : entryOf(to, 0) + 1;
    }
    return new int[] {text().ends()[first], text().ends()[behind]};
  }

  /// Where in the entries message `n` is; a number below 1 means the very first entry, one above
  /// the last the end.
  private int entryOf(int n, int otherwise) {
    if (n < 1) {
      return otherwise;
    }
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i) instanceof Message message && message.number() == n) {
        return i;
      }
    }
    return entries.size();
  }

  public byte[] bytes(long from, long to) {
    return Arrays.copyOfRange(file(), (int) from, (int) to);
  }
}
