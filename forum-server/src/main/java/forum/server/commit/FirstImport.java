package forum.server.commit;

import forum.machine.Disk;
import forum.protocol.FileName;
import forum.protocol.InvalidValue;
import forum.protocol.PostText;
import forum.protocol.ThreadTitle;
import forum.protocol.UserName;
import forum.protocol.line.LineCodec;
import forum.protocol.line.MalformedLine;
import forum.protocol.line.ThreadLine;
import forum.server.model.Event;
import forum.server.threads.StoredName;
import forum.server.transfer.Blobs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Takes over, at the very first start, what lies in `threads/`: files of a classic forum or of
/// this one. The originals are moved to `forum-data/imported` first; each is imported in one group,
/// so that a crash at any moment leaves a file imported or not, and the next start goes on.
final class FirstImport {
  static final Path ORIGINALS = ForumStore.FOLDER.resolve("imported");
  private static final Path THREADS = Path.of("threads");
  private static final Path ATTACHMENTS = Path.of("attachments");

  /// What stands behind a TAB when this forum wrote the line.
  private static final Pattern METADATA =
      Pattern.compile("\t\\d{4}-\\d\\d-\\d\\dT\\S+Z \\d+( .*)? [0-9a-f]{8}$");

  private final Disk disk;
  private final ForumState state;
  private final GroupCommit commit;
  private final Blobs blobs;
  private final Consumer<String> findings;

  FirstImport(
      Disk disk, ForumState state, GroupCommit commit, Blobs blobs, Consumer<String> findings) {
    this.disk = disk;
    this.state = state;
    this.commit = commit;
    this.blobs = blobs;
    this.findings = findings;
  }

  void run() throws IOException {
    List<String> candidates =
        disk.list(THREADS).stream().filter(name -> title(name) != null).sorted().toList();
    disk.createFolders(ORIGINALS);
    for (String name : candidates) {
      if (header(lines(THREADS.resolve(name))) != null) {
        setAside(name);
      }
    }
    disk.forceFolder(ORIGINALS);
    for (String name : disk.list(ORIGINALS).stream().sorted().toList()) {
      ThreadTitle title = title(name);
      if (title != null && state.forum().find(title) == null) {
        importThread(title, lines(ORIGINALS.resolve(name)));
      }
    }
  }

  private void setAside(String name) throws IOException {
    Path original = ORIGINALS.resolve(name);
    disk.delete(original);
    disk.link(THREADS.resolve(name), original);
    disk.forceFolder(ORIGINALS);
    disk.delete(THREADS.resolve(name));
  }

  /// The title whose file has this name; null when no title has.
  private static @Nullable ThreadTitle title(String name) {
    try {
      ThreadTitle title = new ThreadTitle(name);
      return StoredName.of(title).text().equals(name) ? title : null;
    } catch (InvalidValue e) {
      return null;
    }
  }

  private List<String> lines(Path file) throws IOException {
    return new String(disk.readAll(file), StandardCharsets.UTF_8).lines().toList();
  }

  private static ThreadLine.@Nullable Header header(List<String> lines) {
    return !lines.isEmpty() && line(lines.getFirst()) instanceof ThreadLine.Header header
        ? header
        : null;
  }

  /// A line with or without metadata; null when it is neither. Metadata that does not fit the text
  /// any more, because somebody edited it, is left out.
  private static @Nullable ThreadLine line(String text) {
    try {
      return LineCodec.read(text.getBytes(StandardCharsets.UTF_8));
    } catch (MalformedLine e) {
      return classicLine(METADATA.matcher(text).replaceFirst(""));
    }
  }

  private static @Nullable ThreadLine classicLine(String text) {
    try {
      return LineCodec.readClassic(text);
    } catch (MalformedLine e) {
      return null;
    }
  }

  private void importThread(ThreadTitle title, List<String> lines) throws IOException {
    ThreadLine.Header header = header(lines);
    if (header == null) {
      return;
    }
    long id = commit.nextLsn();
    Instant at = add(header.at(), Instant.EPOCH, new Event.ThreadCreated(title, header.creator()));
    int messages = 0;
    List<Integer> leftOut = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      Event event = event(id, title, messages + 1, line(lines.get(i)));
      if (event == null) {
        leftOut.add(i + 1);
      } else {
        at = add(at(line(lines.get(i))), at, event);
        messages += event instanceof Event.MessagePosted ? 1 : 0;
      }
    }
    commit.commit();
    findings.accept("imported thread " + title + " with " + messages + " messages");
    if (!leftOut.isEmpty()) {
      findings.accept(
          "left out of it: lines %s, see %s"
              .formatted(leftOut, ORIGINALS.resolve(StoredName.of(title).text())));
    }
  }

  private static Instant at(@Nullable ThreadLine line) {
    return line == null ? Instant.EPOCH : line.at();
  }

  /// Adds an event with the time of the line, if that has one and it is possible.
  private Instant add(Instant wanted, Instant before, Event event) {
    Instant now = commit.now();
    Instant known = wanted.equals(Instant.EPOCH) || wanted.isAfter(now) ? now : wanted;
    Instant at = known.isBefore(before) ? before : known;
    commit.add(at, event);
    return at;
  }

  private @Nullable Event event(
      long thread, ThreadTitle title, int number, @Nullable ThreadLine line) throws IOException {
    return switch (line) {
      case ThreadLine.Message message -> posted(thread, number, message);
      case ThreadLine.Upload upload -> attached(thread, title, upload);
      case null, default -> null;
    };
  }

  private static @Nullable Event posted(long thread, int number, ThreadLine.Message message) {
    try {
      PostText text = new PostText(message.text());
      return new Event.MessagePosted(thread, message.author(), number, text.text());
    } catch (InvalidValue e) {
      return null;
    }
  }

  /// The bytes are where this forum has them for people, or where a classic one has them.
  private @Nullable Event attached(long thread, ThreadTitle title, ThreadLine.Upload upload)
      throws IOException {
    FileName file = upload.file();
    UserName by = upload.user();
    List<Path> places =
        List.of(
            StoredName.of(title).in(ATTACHMENTS).resolve(StoredName.of(file).text()),
            THREADS.resolve(title + "-" + file));
    for (Path place : places) {
      if (disk.exists(place)) {
        Blobs.Stored stored = blobs.adopt(place);
        return new Event.FileAttached(thread, by, file, stored.size(), stored.sha256().hex());
      }
    }
    return null;
  }
}
