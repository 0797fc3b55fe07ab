package forum.large;

import forum.process.Bot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/// Posts one message after the other, and gives a permission for each answer.
final class Posting implements AutoCloseable {
  private final Bot bot;
  private final Semaphore permissions;
  private final AtomicInteger posted;
  private final List<String> failures = Collections.synchronizedList(new ArrayList<>());
  private final Thread thread;
  private volatile boolean stopped;

  private Posting(Bot bot, Semaphore permissions, AtomicInteger posted) {
    this.bot = bot;
    this.permissions = permissions;
    this.posted = posted;
    this.thread = Thread.ofVirtual().name("posting").unstarted(this::run);
  }

  static Posting begin(Bot bot, Semaphore permissions, AtomicInteger posted) {
    Posting posting = new Posting(bot, permissions, posted);
    posting.thread.start();
    return posting;
  }

  private void run() {
    while (!stopped) {
      try {
        if (!Bot.get(bot.post("other", "post " + posted.incrementAndGet())).isOk()) {
          failures.add("post " + posted + " was refused");
        }
      } catch (Exception e) {
        failures.add("post " + posted + ": " + e);
      }
      permissions.release();
    }
  }

  List<String> failures() {
    return List.copyOf(failures);
  }

  @Override
  public void close() {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
