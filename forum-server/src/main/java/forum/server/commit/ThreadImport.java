package forum.server.commit;

import forum.machine.Disk;
import forum.protocol.FileName;
import forum.protocol.InvalidValue;
import forum.protocol.PostText;
import forum.protocol.ThreadTitle;
import forum.protocol.line.ThreadLine;
import forum.server.model.Event;
import forum.server.model.ForumThread;
import forum.server.threads.StoredName;
import forum.server.transfer.Blobs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The import of one original into the open group. A crash may have left any beginning of such a
/// group in the journal; then the same lines are passed over and the rest follows.
final class ThreadImport {
  private static final Path ATTACHMENTS = Path.of("attachments");

  private final Disk disk;
  private final Blobs blobs;
  private final GroupCommit commit;
  private final ThreadTitle title;
  private final long id;
  private final List<Integer> leftOut = new ArrayList<>();
  private long present;
  private int messages;
  private Instant at;

  /// If there is a thread of this title in part, it is the last that was imported.
  ThreadImport(Disk disk, Blobs blobs, ForumState state, GroupCommit commit, ThreadTitle title) {
    this.disk = disk;
    this.blobs = blobs;
    this.commit = commit;
    this.title = title;
    ForumThread begun = state.forum().find(title);
    this.id = begun == null ? commit.nextLsn() : begun.id();
    // all of the journal from its creation on, if anything of it is missing
    this.present = commit.nextLsn() - id;
    this.at = begun == null ? Instant.EPOCH : begun.changedAt();
  }

  /// Imports what is missing of a file that has a header.
  void take(Original original) throws IOException {
    ThreadLine.Header header = Objects.requireNonNull(original.header());
    if (isMissing()) {
      add(header.at(), new Event.ThreadCreated(title, header.creator()));
    }
    for (int i = 1; i < original.texts().size(); i++) {
      if (!take(original.line(i))) {
        leftOut.add(i + 1);
      }
    }
  }

  /// How many messages the thread has.
  int messages() {
    return messages;
  }

  /// The numbers of lines that could not be imported.
  List<Integer> leftOut() {
    return Collections.unmodifiableList(leftOut);
  }

  private boolean take(@Nullable ThreadLine line) throws IOException {
    return switch (line) {
      case ThreadLine.Message message -> post(message);
      case ThreadLine.Upload upload -> attach(upload);
      case null, default -> false;
    };
  }

  private boolean post(ThreadLine.Message message) {
    PostText text;
    try {
      text = new PostText(message.text());
    } catch (InvalidValue e) {
      return false;
    }
    messages++;
    if (isMissing()) {
      add(message.at(), new Event.MessagePosted(id, message.author(), messages, text.text()));
    }
    return true;
  }

  private boolean attach(ThreadLine.Upload upload) throws IOException {
    FileName file = upload.file();
    Path place = place(file);
    if (place == null) {
      return false;
    }
    if (isMissing()) {
      Blobs.Stored stored = blobs.adopt(place);
      add(
          upload.at(),
          new Event.FileAttached(id, upload.user(), file, stored.size(), stored.sha256().hex()));
    }
    return true;
  }

  /// The bytes are where this forum has them for people, or where a classic one has them.
  private @Nullable Path place(FileName file) {
    List<Path> places =
        List.of(
            StoredName.of(title).in(ATTACHMENTS).resolve(StoredName.of(file).text()),
            FirstImport.THREADS.resolve(title + "-" + file));
    return places.stream().filter(disk::exists).findFirst().orElse(null);
  }

  /// Whether the journal lacks the next entry.
  private boolean isMissing() {
    return present-- <= 0;
  }

  /// Adds an event with the time of the line, if that has one and it is possible.
  private void add(Instant wanted, Event event) {
    Instant now = commit.now();
    Instant known = wanted.equals(Instant.EPOCH) || wanted.isAfter(now) ? now : wanted;
    at = known.isBefore(at) ? at : known;
    commit.add(at, event);
  }
}
