package forum.process;

import forum.client.library.Refusal;
import forum.client.library.Selection;
import forum.protocol.Code;
import forum.protocol.ThreadTitle;
import forum.protocol.line.ThreadLine;
import forum.testkit.process.Deadline;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/// Reads the end of a thread in which others post, and finds out when a crash takes back what was
/// shown: the thread only grows, and what was acknowledged before is there.
final class Spectator implements Routine.Step, AutoCloseable {
  private static final int MESSAGES = 30;
  private static final Duration PAUSE = Duration.ofMillis(20);
  private final Bot bot;
  private final String thread;
  private final IntSupplier acknowledged;
  private Map<Integer, String> seen = new HashMap<>();
  private int highest;

  /// `acknowledged` is the highest number that a poster was told.
  Spectator(InetSocketAddress server, String name, String thread, IntSupplier acknowledged)
      throws Exception {
    this.bot = Bot.login(server, name, People.password(name));
    this.thread = thread;
    this.acknowledged = acknowledged;
  }

  @Override
  public void run() throws Exception {
    int known = Math.max(highest, acknowledged.getAsInt());
    List<ThreadLine.Message> messages = read();
    Map<Integer, String> read = new HashMap<>();
    int expected = messages.isEmpty() ? 0 : messages.getFirst().number();
    for (ThreadLine.Message message : messages) {
      String line = message.author() + ": " + message.text();
      require(message.number() == expected++, "a gap before " + message);
      String before = seen.get(message.number());
      require(before == null || before.equals(line), before + " has become " + message);
      read.put(message.number(), line);
    }
    highest = expected - 1;
    require(highest >= known, "the last was " + known + ", now it is " + highest);
    seen = read;
  }

  /// A view that goes on changing while it is read, or that was to come over TCP from a server that
  /// died meanwhile, is asked for again.
  private List<ThreadLine.Message> read() throws Exception {
    while (true) {
      try (Stream<ThreadLine.Entry> entries =
          bot.forum().read(new ThreadTitle(thread), Selection.last(MESSAGES))) {
        return entries.map(ThreadLine.Message.class::cast).toList();
      } catch (Refusal refusal) {
        if (refusal.code() != Code.CHANGED && refusal.code() != Code.BUSY) {
          throw refusal;
        }
      } catch (UncheckedIOException e) {
        Deadline.in(PAUSE).await(() -> false);
      }
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }

  @Override
  public void close() {
    bot.close();
  }
}
