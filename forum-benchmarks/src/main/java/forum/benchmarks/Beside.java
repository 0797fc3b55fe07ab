package forum.benchmarks;

import forum.client.library.ForumClient;
import forum.client.library.Refusal;
import forum.client.library.Selection;
import forum.client.library.TcpTransfers;
import forum.client.link.LinkFailure;
import forum.client.link.ServerLink;
import forum.machine.Ticker;
import forum.protocol.Limits;
import forum.protocol.PostText;
import forum.protocol.ThreadTitle;
import forum.protocol.UserName;
import forum.protocol.line.ThreadLine;
import forum.protocol.login.Password;
import forum.testkit.relay.LossyRelay;
import forum.testkit.relay.Weather;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// Somebody with a very long thread, who reads it slowly or edits it over and over while others are
/// measured: the real client, on threads of its own.
final class Beside implements AutoCloseable {
  /// What is done.
  enum Doing {
    /// Reads from the beginning, [#READ_BYTES_PER_SECOND], over a link that loses 30 %.
    READING("a slow reader"),
    /// Replaces the first text, each time when the one before is answered.
    EDITING("an editor");

    final String who;

    Doing(String who) {
      this.who = who;
    }
  }

  /// Length of the thread.
  static final int MEBIBYTES = 100;

  private static final long READ_BYTES_PER_SECOND = 8L << 20;
  private static final int AHEAD = 16;
  private static final ThreadTitle THREAD = new ThreadTitle("long");
  private static final PostText TEXT = new PostText("x".repeat(Limits.TEXT_BYTES));
  private static final Password PASSWORD = Password.of("a password for measuring");
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final LossyRelay relay;
  private final ServerLink link;
  private final ForumClient forum;
  private final Ticker ticker = Ticker.system();
  private volatile boolean stopped;

  private Beside(InetSocketAddress server) throws IOException {
    relay = LossyRelay.open(server, Weather.FAIR, 1);
    link =
        ServerLink.inTheClear(
            relay.address(),
            new ServerLink.Options(TIMEOUT, false, _ -> {}, (request, answer) -> {}));
    forum = new ForumClient(link::send, TcpTransfers.with(link, server, ticker));
  }

  /// Logs in and writes the thread.
  static Beside open(InetSocketAddress server) throws IOException {
    Beside beside = new Beside(server);
    try {
      ServerLink.Challenged challenged =
          beside.link.beginLogin(new UserName("beside"), false).get();
      beside.link.finishLogin(challenged, PASSWORD).get();
      beside.write();
      return beside;
    } catch (ExecutionException | InterruptedException e) {
      beside.close();
      throw new IOException(e);
    }
  }

  private void write() throws ExecutionException, InterruptedException {
    forum.createThread(THREAD).get();
    Queue<CompletableFuture<?>> asked = new ArrayDeque<>();
    for (int i = 0; i < MEBIBYTES * (1 << 20) / Limits.TEXT_BYTES; i++) {
      asked.add(forum.post(THREAD, TEXT));
      if (asked.size() == AHEAD) {
        asked.remove().get();
      }
    }
    CompletableFuture.allOf(asked.toArray(CompletableFuture<?>[]::new)).get();
  }

  /// Does so until what is returned is closed.
  Running begin(Doing doing) {
    stopped = false;
    relay.weather(doing == Doing.READING ? Weather.STORM : Weather.FAIR);
    Thread worker = Thread.ofPlatform().daemon().name(doing.who).start(() -> run(doing));
    return new Running(this, worker);
  }

  /// What goes on.
  record Running(Beside beside, Thread worker) implements AutoCloseable {
    @Override
    public void close() {
      beside.stopped = true;
      LockSupport.unpark(worker);
      boolean interrupted = false;
      while (worker.isAlive()) {
        try {
          worker.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void run(Doing doing) {
    try {
      while (!stopped) {
        switch (doing) {
          case READING -> read();
          case EDITING -> forum.edit(THREAD, 1, null, new PostText("edited")).get();
        }
      }
    } catch (Refusal | LinkFailure | ExecutionException | InterruptedException e) {
      throw new IllegalStateException(doing.who, e);
    } catch (UncheckedIOException e) {
      throw new IllegalStateException("the text of the thread broke off", e);
    }
  }

  private void read() throws Refusal, LinkFailure, InterruptedException {
    long beganNanos = ticker.nanos();
    long bytes = 0;
    try (Stream<ThreadLine.Entry> entries = forum.read(THREAD, Selection.ALL)) {
      for (Iterator<ThreadLine.Entry> each = entries.iterator(); each.hasNext() && !stopped; ) {
        if (each.next() instanceof ThreadLine.Message message) {
          bytes += message.text().length();
        }
        rest(beganNanos + bytes * 1_000_000_000 / READ_BYTES_PER_SECOND);
      }
    }
  }

  private void rest(long untilNanos) {
    while (ticker.nanos() - untilNanos < 0 && !stopped) {
      LockSupport.parkNanos(untilNanos - ticker.nanos());
    }
  }

  @Override
  public void close() throws IOException {
    link.close();
    relay.close();
  }
}
