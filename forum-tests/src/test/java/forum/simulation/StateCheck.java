package forum.simulation;

import forum.protocol.Reply;
import forum.protocol.Role;
import forum.protocol.UserName;
import forum.protocol.line.ThreadLine.Upload;
import forum.protocol.transfer.Sha256;
import forum.server.commit.ForumState;
import forum.server.model.ForumThread;
import forum.server.session.SessionRecord;
import forum.server.threads.StoredName;
import forum.testkit.SimulatedDisk;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Compares what a server has recovered, in its memory and in its files, with the [Model].
final class StateCheck {
  private static final Path THREADS = Path.of("threads");
  private static final Path ATTACHMENTS = Path.of("attachments");
  private static final Path BLOBS = Path.of("forum-data", "blobs");
  private static final Path CREDENTIALS = Path.of("credentials.txt");

  private final Model model;
  private final SimulatedDisk disk;
  private final boolean diskHasFailed;
  private final Instant now;

  /// @param diskHasFailed whether there may be files that could not be read, or were laid aside,
  ///   and names of attachments that could not be made
  /// @param now what the clock shows
  StateCheck(Model model, SimulatedDisk disk, boolean diskHasFailed, Instant now) {
    this.model = model;
    this.disk = disk;
    this.diskHasFailed = diskHasFailed;
    this.now = now;
  }

  void check(ForumState state) {
    Violation.unless(
        state.boot() == model.boot(), "start %d, expected %d", state.boot(), model.boot());
    checkThreads(state);
    checkSessions(state);
    new PeopleCheck(model.people(), model.at(), now).check(state);
    checkFiles();
  }

  private void checkThreads(ForumState state) {
    Iterator<ForumThread> threads = state.forum().threads().iterator();
    for (Topic topic : model.topics()) {
      Violation.unless(threads.hasNext(), "thread %s is missing", topic.title());
      checkThread(threads.next(), topic);
    }
    Violation.unless(!threads.hasNext(), "there are threads that nobody created");
  }

  private static void checkThread(ForumThread thread, Topic topic) {
    boolean same =
        thread.id() == topic.id()
            && thread.title().equals(topic.title())
            && thread.creator().equals(topic.creator())
            && thread.isLocked() == topic.isLocked()
            && thread.messages() == topic.messages()
            && thread.attachments().size() == topic.attachments().size()
            && thread.version() == topic.version()
            && thread.pending().isEmpty();
    Violation.unless(
        same,
        "thread %s has id %d, version %d and %d messages, locked: %s; expected %s, %d, %d, %d, %s",
        thread.title(),
        thread.id(),
        thread.version(),
        thread.messages(),
        thread.isLocked(),
        topic.title(),
        topic.id(),
        topic.version(),
        topic.messages(),
        topic.isLocked());
  }

  private void checkSessions(ForumState state) {
    Map<String, SessionRecord> open = new HashMap<>();
    state.sessions().records().forEach(record -> open.put(record.sid(), record));
    Violation.unless(
        open.keySet().equals(model.sittings().keySet()),
        "sessions %s, expected %s",
        open.keySet(),
        model.sittings().keySet());
    open.values().forEach(this::checkSession);
  }

  /// A checkpoint may know a higher floor than the journal, which learns of it from the next
  /// request.
  private void checkSession(SessionRecord record) {
    Sitting sitting = model.sittings().get(record.sid());
    Map<Long, Reply> expected = new HashMap<>(sitting.answers());
    expected.keySet().removeIf(seq -> seq < record.floor());
    Map<Long, Reply> found = new HashMap<>();
    record.answers().forEach(answer -> found.put(answer.seq(), answer.reply()));
    boolean same =
        record.user().equals(sitting.user())
            && Objects.equals(record.token(), sitting.key() == null ? null : sitting.key().id())
            && record.next() == sitting.next()
            && record.floor() >= sitting.floor()
            && record.floor() <= record.next()
            && found.equals(expected);
    Violation.unless(
        same,
        "I4: session %s of %s has next %d, floor %d, answers %s; expected %s, %d, at least %d, %s",
        record.sid(),
        record.user(),
        record.next(),
        record.floor(),
        found.keySet(),
        sitting.user(),
        sitting.next(),
        sitting.floor(),
        expected.keySet());
  }

  /// Every thread has its file, byte for byte, and nothing else is there.
  void checkFiles() {
    Set<String> names = new HashSet<>();
    for (Topic topic : model.topics()) {
      Path path = StoredName.of(topic.title()).in(THREADS);
      names.add(path.getFileName().toString());
      checkFile(path, topic.file());
      checkAttachments(topic);
    }
    Set<String> found = new HashSet<>(disk.peekNames(THREADS));
    if (diskHasFailed) {
      found.retainAll(names);
    }
    Violation.unless(found.equals(names), "files of threads: %s, expected %s", found, names);
    checkCredentials();
  }

  private void checkFile(Path path, byte[] expected) {
    byte[] found = bytes(path);
    int at = Arrays.mismatch(found, expected);
    Violation.unless(
        at < 0,
        "%s of %d bytes, expected %d, differs at %d: %s",
        path,
        found.length,
        expected.length,
        at,
        text(found, at));
  }

  private static String text(byte[] bytes, int at) {
    int from = Math.max(0, at - 40);
    return new String(bytes, from, Math.min(120, bytes.length - from), StandardCharsets.UTF_8);
  }

  private Path folder(Topic topic) {
    return ATTACHMENTS.resolve(StoredName.of(topic.title()).text());
  }

  /// Under its name, and where the forum itself looks. The forum needs no name; where the disk has
  /// refused to make or to delete one, that has been told and is all.
  private void checkAttachments(Topic topic) {
    Set<String> found = new HashSet<>(disk.peekNames(folder(topic)));
    Set<String> names = new HashSet<>();
    for (Upload upload : topic.attachments()) {
      checkAttachment(BLOBS.resolve(upload.sha256()), upload);
      String name = StoredName.of(upload.file()).text();
      if (found.contains(name) || !diskHasFailed) {
        names.add(name);
        checkAttachment(folder(topic).resolve(name), upload);
      }
    }
    if (diskHasFailed) {
      found.retainAll(names);
    }
    Violation.unless(found.equals(names), "attachments of %s: %s", topic.title(), found);
  }

  private void checkAttachment(Path path, Upload upload) {
    boolean right = Sha256.of(bytes(path)).hex().equals(upload.sha256());
    Violation.unless(right, "%s is not what was uploaded", path);
  }

  private void checkCredentials() {
    Map<UserName, String> verifiers = model.people().verifiers();
    if (verifiers.isEmpty()) {
      return;
    }
    List<String> lines = new String(bytes(CREDENTIALS), StandardCharsets.UTF_8).lines().toList();
    verifiers.forEach(
        (user, verifier) -> {
          Role role = model.people().role(user);
          String line = user + " " + verifier + (role == Role.USER ? "" : " " + role.word());
          Violation.unless(lines.contains(line), "%s lacks %s", CREDENTIALS, line);
        });
  }

  private byte[] bytes(Path path) {
    byte[] bytes = disk.peek(path);
    Violation.unless(bytes != null, "%s is missing", path);
    return bytes;
  }
}
