package forum.server.commit;

import static java.nio.charset.StandardCharsets.UTF_8;

import forum.machine.Disk;
import forum.protocol.Code;
import forum.protocol.FileName;
import forum.protocol.Reply;
import forum.protocol.ThreadTitle;
import forum.protocol.UserName;
import forum.protocol.line.ThreadLine;
import forum.protocol.login.Verifier;
import forum.protocol.transfer.Sha256;
import forum.protocol.wire.Token;
import forum.server.model.Act;
import forum.server.model.Event;
import forum.server.model.ForumThread;
import forum.server.model.JournalEntry;
import forum.server.session.Session;
import forum.server.transfer.Blobs;
import forum.testkit.ManualTicker;
import forum.testkit.SeededChance;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A forum on any disk, without a network: what a command decides is said by calling a method, and
/// is durable when that returns.
public final class TestForum {
  /// Small, so that a few posts fill several.
  public static final int SEGMENT_BYTES = 2048;

  /// Journal bytes after which a checkpoint is due.
  public static final long CHECKPOINT_BYTES = 1 << 20;

  private static final int ROUNDS = 4096;
  private static final UserName ANN = new UserName("ann");

  private final Disk disk;
  private final ForumStore store;
  private final List<String> findings = new ArrayList<>();
  private final ManualTicker ticker = new ManualTicker();
  private boolean grouping;

  private TestForum(Disk disk, int segmentBytes) throws IOException {
    this.disk = disk;
    this.store =
        ForumStore.open(
            new ForumStore.Settings(
                disk,
                ticker,
                new SeededChance(7),
                Runnable::run,
                ROUNDS,
                segmentBytes,
                CHECKPOINT_BYTES,
                0),
            findings::add);
  }

  /// Starts the forum on `disk`.
  public static TestForum on(Disk disk) throws IOException {
    return on(disk, SEGMENT_BYTES);
  }

  /// Starts the forum on `disk`.
  public static TestForum on(Disk disk, int segmentBytes) throws IOException {
    return new TestForum(disk, segmentBytes);
  }

  /// What the operator was told.
  public List<String> findings() {
    return findings;
  }

  /// The store.
  public ForumStore store() {
    return store;
  }

  /// `CRT`.
  public void create(String title) {
    happen(new Event.ThreadCreated(new ThreadTitle(title), ANN));
  }

  /// `MSG`.
  public void post(String title, String text) {
    ForumThread thread = thread(title);
    happen(new Event.MessagePosted(thread.id(), ANN, thread.messages() + 1, text));
  }

  /// `EDT`.
  public void edit(String title, int n, String text) {
    ThreadLine.Message message = message(title, n);
    happen(
        new Event.MessageEdited(
            thread(title).id(), message.id(), message.revision() + 1, text, ANN));
  }

  /// `DLT`.
  public void delete(String title, int n) {
    ThreadLine.Message message = message(title, n);
    happen(new Event.MessageDeleted(thread(title).id(), message.id(), n, message.author()));
  }

  private ThreadLine.Message message(String title, int n) {
    return Objects.requireNonNull(store.messages().numbered(thread(title), n));
  }

  /// `RMV`.
  public void remove(String title) {
    happen(new Event.ThreadRemoved(thread(title).id()));
  }

  /// `UPD`, the transfer included.
  public void attach(String title, String name, String contents) throws IOException {
    Path uploaded = ForumStore.FOLDER.resolve("uploaded");
    disk.delete(uploaded);
    try (Disk.File file = disk.open(uploaded, Disk.Mode.CREATE)) {
      file.write(ByteBuffer.wrap(contents.getBytes(UTF_8)), 0);
    }
    Blobs.Stored stored = store.blobs().adopt(uploaded);
    disk.delete(uploaded);
    happen(
        new Event.FileAttached(
            thread(title).id(), ANN, new FileName(name), stored.size(), stored.sha256().hex()));
  }

  /// A login under a new name.
  public void register(String name) {
    UserName user = new UserName(name);
    happen(new Event.Registered(user, Verifier.decoy(new byte[16], user, ROUNDS).text()));
  }

  /// Opens a session and answers its first request.
  public void visit(String name, String sid) {
    happen(new Event.SessionOpened(sid, new UserName(name), "127.0.0.1:5", null));
    Session session = Objects.requireNonNull(store.state().sessions().find(Token.ofHex(sid)));
    Reply reply = Reply.of(Code.OK);
    session.requests().decided(1);
    store
        .commit()
        .add(
            new JournalEntry.Answered(sid, 1, 1, reply),
            null,
            () -> session.requests().durable(1, reply));
    store.commit().commit();
  }

  /// The thread of this title.
  public ForumThread thread(String title) {
    return Objects.requireNonNull(store.state().forum().find(new ThreadTitle(title)), title);
  }

  private void happen(Event event) {
    store.commit().add(event, () -> {});
    if (!grouping) {
      store.commit().commit();
    }
  }

  /// `BAN`, by somebody who may.
  public void ban(String name) {
    Event banned = new Event.Banned(name, null, "ann", null);
    store.commit().add(banned, new Act("ann", "ban", name, null), () -> {});
    store.commit().commit();
  }

  /// Commits what `commands` do in one group, as far as they let it.
  public void together(Runnable commands) {
    grouping = true;
    commands.run();
    grouping = false;
    store.commit().commit();
  }

  /// Lets so many seconds pass, and the loop turn once.
  public void pass(int seconds) {
    ticker.pass(seconds * 1_000_000_000L);
    store.commit().commit();
  }

  /// Takes a checkpoint and keeps what it refers to.
  public Hold hold() {
    List<Hold> held = new ArrayList<>();
    store.hold(held::add);
    store.checkpointing().tick(0);
    return held.getFirst();
  }

  /// Takes a checkpoint.
  public void checkpoint() {
    store.release(hold());
  }

  /// Ends as a server does that is asked to.
  public void stop() throws IOException {
    store.checkpointing().finish();
    store.close();
  }

  /// All that readers see of a thread.
  public String text(String title) {
    ForumThread thread = thread(title);
    long bytes = store.text().extent(thread).bytes();
    return new String(store.text().read(thread, 0, (int) bytes), UTF_8);
  }

  /// The contents of a small file.
  public static String read(Disk disk, String path) throws IOException {
    return new String(disk.readAll(Path.of(path)), UTF_8);
  }

  /// Puts other contents into a file, as somebody does by hand.
  public static void write(Disk disk, String path, String contents) throws IOException {
    disk.delete(Path.of(path));
    try (Disk.File file = disk.open(Path.of(path), Disk.Mode.CREATE)) {
      file.write(ByteBuffer.wrap(contents.getBytes(UTF_8)), 0);
    }
  }

  /// Where the bytes of an attachment lie.
  public static Path blob(String contents) {
    return Blobs.path(Sha256.of(contents.getBytes(UTF_8)));
  }
}
