package forum.server.event;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// Writes events to one sink, on a thread of its own, so that who emits them never waits for a disk
/// or a screen.
///
/// What finds no room is dropped and counted. A patient scribe drops only what is for debugging,
/// and lets the rest wait: right for a disk, which is as fast as the journal's. An impatient one
/// never lets anybody wait: right for a screen, which a person may have stopped with Ctrl-S.
final class Scribe {
  private static final int EVENTS_MAX = 8192;
  private static final int BATCH_EVENTS = 512;

  /// After each batch the thread rests, so that a busy server wakes it 200 times a second and not
  /// for every event: waking a thread costs the one who wakes it some microseconds.
  private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private static final long CLOSE_MILLIS = 3_000;
  private static final Stamped END = new Stamped(Instant.EPOCH, new ConditionEvent.LogReopened());

  private final String name;
  private final EventSink.Opener opener;
  private final boolean patient;
  private final Consumer<ServerEvent> trouble;
  private final BlockingQueue<Stamped> queue = new ArrayBlockingQueue<>(EVENTS_MAX);
  private final AtomicLong dropped = new AtomicLong();
  private final Thread thread;
  private volatile boolean closed;

  /// @param trouble is told when the sink cannot be written
  Scribe(EventLog.Target target, Consumer<ServerEvent> trouble) {
    this.name = target.name();
    this.opener = target.opener();
    this.patient = target.patient();
    this.trouble = trouble;
    this.thread = Thread.ofPlatform().daemon().name("log " + name).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /// Takes an event, from any thread.
  void take(Stamped stamped) {
    boolean mayWait = patient && Level.INFO.shows(stamped.event().level());
    if (!closed && !queue.offer(stamped) && !(mayWait && waitedFor(stamped))) {
      dropped.incrementAndGet();
    }
  }

  private boolean waitedFor(Stamped stamped) {
    boolean taken = false;
    try {
      while (!taken && !closed) {
        taken = queue.offer(stamped, 100, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return taken;
  }

  /// Returns when all that was taken is written, or the sink does not get on.
  void close() {
    try {
      boolean wasOpen = !closed;
      closed = true; // nothing comes behind the end
      if (wasOpen && queue.offer(END, CLOSE_MILLIS, TimeUnit.MILLISECONDS)) {
        LockSupport.unpark(thread);
        thread.join(CLOSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (EventSink sink = opener.open()) {
      copyTo(sink);
    } catch (IOException e) {
      closed = true;
      trouble.accept(ConditionEvent.warning("the " + name + " cannot be written: " + e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      closed = true;
    }
  }

  private void copyTo(EventSink sink) throws IOException, InterruptedException {
    List<Stamped> batch = new ArrayList<>(BATCH_EVENTS);
    boolean ended = false;
    while (!ended) {
      batch.clear();
      batch.add(queue.take());
      queue.drainTo(batch, BATCH_EVENTS - 1);
      ended = write(batch, sink);
      if (!ended && batch.size() < BATCH_EVENTS) {
        LockSupport.parkNanos(this, REST_NANOS);
      }
    }
  }

  private boolean write(List<Stamped> batch, EventSink sink) throws IOException {
    boolean ended = false;
    for (Stamped stamped : batch) {
      ended |= isEnd(stamped);
      if (!ended) {
        sink.write(stamped);
      }
    }
    long lost = dropped.getAndSet(0);
    if (lost > 0) {
      sink.write(new Stamped(batch.getFirst().time(), new ConditionEvent.Dropped(lost)));
    }
    sink.flush();
    return ended;
  }

  @SuppressWarnings("ReferenceEquality") // the marker itself is meant
  private static boolean isEnd(Stamped stamped) {
    return stamped == END;
  }
}
