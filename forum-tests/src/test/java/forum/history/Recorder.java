package forum.history;

import forum.client.link.Answer;
import forum.client.link.ServerLink;
import forum.protocol.Code;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import forum.protocol.UserName;
import forum.protocol.login.Password;
import forum.testkit.SeededChance;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A client that does one thing after the other and takes down what it was told and when: the real
/// link, on a virtual thread. Never gives up: whatever becomes of the server, it waits for the
/// answer.
final class Recorder implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final byte[] NOTHING = {};

  /// How many titles there are at a time, and after how many operations others take their turn: so
  /// threads stay short enough to be read whole in datagrams, and to be searched.
  private static final int TITLES = 4;

  private static final int OPERATIONS_PER_TITLE = 150;

  private final UserName user;
  private final ServerLink link;
  private final SeededChance chance;
  private final AtomicLong counter;
  private final List<Operation> operations = new ArrayList<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private volatile boolean stopped;
  private int texts;

  /// Logs in and begins. `counter` counts what all recorders have done.
  Recorder(InetSocketAddress server, String name, long seed, AtomicLong counter) throws Exception {
    this.user = new UserName(name);
    this.chance = new SeededChance(seed);
    this.counter = counter;
    this.link =
        ServerLink.open(server, new ServerLink.Options(PATIENCE, false, _ -> {}, (_, _) -> {}));
    link.trust(get(link.connected()));
    ServerLink.Challenged challenged = get(link.beginLogin(user, false));
    get(link.finishLogin(challenged, Password.of("password of " + name)));
    Thread.ofVirtual().name(name).start(this::run);
  }

  private static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private void run() {
    try {
      while (!stopped) {
        step();
        counter.incrementAndGet();
      }
      ended.complete(null);
    } catch (Exception | AssertionError e) {
      ended.completeExceptionally(e);
    }
  }

  private void step() throws Exception {
    long turn = counter.get() / ((long) TITLES * OPERATIONS_PER_TITLE);
    ThreadTitle title = new ThreadTitle("talk-" + turn + "-" + chance.below(TITLES));
    int n = 1 + chance.below(12);
    switch (chance.below(20)) {
      case 0 -> change(new Request.RemoveThread(title), "");
      case 1, 2 -> change(new Request.CreateThread(title), "");
      case 3, 4 -> change(new Request.EditMessage(title, n, null, null), text());
      case 5, 6 -> change(new Request.DeleteMessage(title, n, null, null), "");
      case 7, 8, 9, 10, 11, 12 -> read(title);
      default -> change(new Request.PostMessage(title), text());
    }
  }

  private String text() {
    texts++;
    return "text " + texts + " of " + user;
  }

  private void change(Request.Change change, String text) throws Exception {
    long invoked = System.nanoTime();
    Answer answer = get(link.send(change, text.getBytes(StandardCharsets.UTF_8)));
    record(change, text, answer, "", invoked);
  }

  private void record(Request request, String text, Answer first, String lines, long invoked) {
    operations.add(
        new Operation(
            user, request, text, first.reply(), lines, first.lsn(), invoked, System.nanoTime()));
  }

  /// Reads the whole thread. When its pages turn out not to belong together, nothing was read.
  private void read(ThreadTitle title) throws Exception {
    Request.ReadThread request = new Request.ReadThread(title, null, null, null, null, null);
    long invoked = System.nanoTime();
    Answer first = get(link.send(request, NOTHING));
    if (first.reply().code() == Code.NO_SUCH_THREAD) {
      record(request, "", first, "", invoked);
    } else if (first.reply().view() != null) {
      byte[] text = pages(title, first, first.reply().view());
      if (text != null) {
        record(request, "", first, shown(text), invoked);
      }
    } else {
      throw new IllegalStateException(request + ": " + first.reply());
    }
  }

  private byte @Nullable [] pages(ThreadTitle title, Answer first, Reply.View view)
      throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(first.tail());
    while (view.off() + bytes.size() < view.end()) {
      Request.Page page = new Request.Page(view.ver(), view.off() + bytes.size());
      Request next = new Request.ReadThread(title, null, null, null, null, page);
      Answer answer = get(link.send(next, NOTHING));
      if (!answer.reply().isOk()) {
        return null;
      }
      int missing = (int) (view.end() - view.off() - bytes.size());
      bytes.write(answer.tail(), 0, Math.min(missing, answer.tail().length));
    }
    return bytes.toByteArray();
  }

  /// A thread's lines as its readers see them, each up to its first TAB.
  static String shown(byte[] text) {
    StringBuilder shown = new StringBuilder();
    new String(text, StandardCharsets.UTF_8)
        .lines()
        .forEach(line -> shown.append(line, 0, line.indexOf('\t')).append('\n'));
    return shown.toString();
  }

  /// Does nothing more; returns all that was done, when the last of it is answered.
  List<Operation> stop() throws Exception {
    stopped = true;
    get(ended);
    return operations;
  }

  @Override
  public void close() {
    stopped = true;
    link.close();
  }
}
