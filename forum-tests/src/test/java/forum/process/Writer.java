package forum.process;

import static org.assertj.core.api.Assertions.assertThat;

import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import forum.testkit.SeededChance;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/// A bot that writes as fast as it is answered, up to a window of requests at a time: into a thread
/// that it shares with others, and into one of its own, which it also edits and deletes in. What
/// its own thread must look like it knows itself, because the server executes in order and once.
public final class Writer implements AutoCloseable {
  private static final int WINDOW = 12;
  private static final int LONG_TEXT_BYTES_MAX = 9_000;

  /// A thread that is edited all the time must not get too long: each time it is written anew.
  private static final int OWN_MAX = 200;

  private final Bot bot;
  private final String shared;
  private final SeededChance chance;
  private final AtomicLong answered;
  private final Semaphore room = new Semaphore(WINDOW);
  private final List<ThreadAudit.Acknowledged> posted =
      Collections.synchronizedList(new ArrayList<>());
  private final List<String> surprises = Collections.synchronizedList(new ArrayList<>());
  private final List<String> own = new ArrayList<>();
  private final Thread thread;
  private volatile boolean stopped;
  private volatile int highestPosted; // written by the link's thread alone
  private int texts;

  private Writer(Bot bot, String shared, SeededChance chance, AtomicLong answered) {
    this.bot = bot;
    this.shared = shared;
    this.chance = chance;
    this.answered = answered;
    this.thread = Thread.ofVirtual().name(bot.name.text()).unstarted(this::run);
  }

  /// Logs in, creates the thread of its own, named as it is, and begins to write. `answered` counts
  /// the answers of all writers.
  public static Writer start(
      InetSocketAddress server, String name, String shared, long seed, AtomicLong answered)
      throws Exception {
    Writer writer = prepare(server, name, shared, seed, answered);
    writer.begin();
    return writer;
  }

  /// As [#start], but it does not write before [#begin].
  public static Writer prepare(
      InetSocketAddress server, String name, String shared, long seed, AtomicLong answered)
      throws Exception {
    return prepare(Bot.login(server, name, People.password(name)), shared, seed, answered);
  }

  /// The same for who is logged in.
  static Writer prepare(Bot bot, String shared, long seed, AtomicLong answered) throws Exception {
    bot.does(new Request.CreateThread(new ThreadTitle(bot.name.text())));
    return new Writer(bot, shared, new SeededChance(seed), answered);
  }

  /// Begins to write.
  public void begin() {
    thread.start();
  }

  private void run() {
    while (!stopped) {
      room.acquireUninterruptibly();
      step().whenComplete((reply, failure) -> finish(reply, failure));
    }
  }

  private void finish(Reply reply, Throwable failure) {
    answered.incrementAndGet();
    if (failure != null || !reply.isOk()) {
      surprises.add(bot.name + ": " + (failure == null ? reply : failure));
    }
    room.release();
  }

  private CompletableFuture<Reply> step() {
    int kind = chance.below(10);
    if (kind < 5) {
      String text = nextText();
      return bot.post(shared, text).thenApply(reply -> acknowledged(reply, text));
    }
    ThreadTitle title = new ThreadTitle(bot.name.text());
    int at = own.isEmpty() ? -1 : chance.below(own.size());
    boolean full = own.size() >= OWN_MAX;
    if ((kind < 8 && !full) || at < 0) {
      own.add(nextText());
      return bot.send(new Request.PostMessage(title), own.getLast());
    }
    if (kind == 8) {
      own.set(at, nextText());
      return bot.send(new Request.EditMessage(title, at + 1, null, null), own.get(at));
    }
    own.remove(at);
    return bot.send(new Request.DeleteMessage(title, at + 1, null, null));
  }

  private Reply acknowledged(Reply reply, String text) {
    if (reply.post() != null) {
      highestPosted = Math.max(highestPosted, reply.post().n());
      posted.add(new ThreadAudit.Acknowledged(reply.post().n(), bot.name.text(), text));
    }
    return reply;
  }

  /// No two are equal; one in twenty needs segments.
  private String nextText() {
    String text = bot.name + " writes text " + ++texts;
    return chance.below(20) > 0 ? text : text + " " + "x".repeat(chance.below(LONG_TEXT_BYTES_MAX));
  }

  /// Compares the files with what the writers were told; all of them have stopped.
  public static void audit(Path data, List<Writer> writers) throws IOException {
    List<ThreadAudit.Acknowledged> acknowledged = new ArrayList<>();
    for (Writer writer : writers) {
      assertThat(writer.surprises()).as("unexpected answers").isEmpty();
      assertThat(Classic.file(data, writer.name())).isEqualTo(writer.ownThread());
      acknowledged.addAll(writer.posted);
    }
    List<String> lines = Classic.file(data, writers.getFirst().shared);
    assertThat(ThreadAudit.findings(lines.subList(1, lines.size()), acknowledged)).isEmpty();
    assertThat(acknowledged).as("posts").hasSizeGreaterThan(50);
  }

  /// Writes no more from now on.
  public void leaveOff() {
    stopped = true;
  }

  /// Writes no more and waits until all is answered.
  public void stop() throws InterruptedException {
    leaveOff();
    thread.join();
    room.acquire(WINDOW);
  }

  /// What was acknowledged in the shared thread.
  public List<ThreadAudit.Acknowledged> posted() {
    return List.copyOf(posted);
  }

  /// The highest number that a post of its in the shared thread got.
  int highestPosted() {
    return highestPosted;
  }

  /// What the writer's own thread must look like, the creator's line included.
  public List<String> ownThread() {
    List<String> lines = new ArrayList<>(List.of(bot.name.text()));
    for (int i = 0; i < own.size(); i++) {
      lines.add((i + 1) + " " + bot.name + ": " + own.get(i));
    }
    return lines;
  }

  /// Who it is, and the title of its own thread.
  public String name() {
    return bot.name.text();
  }

  /// Answers that nobody should get here.
  public List<String> surprises() {
    return List.copyOf(surprises);
  }

  /// See [Bot#traffic].
  public String traffic() {
    return bot.traffic();
  }

  @Override
  public void close() {
    stopped = true;
    room.release(WINDOW);
    bot.close();
  }
}
