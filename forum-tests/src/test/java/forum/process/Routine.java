package forum.process;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// What somebody does again and again until told to stop.
final class Routine implements AutoCloseable {
  /// Once.
  interface Step {
    void run() throws Exception;
  }

  private final Step step;
  private final List<String> surprises = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger done = new AtomicInteger();
  private final Thread thread;
  private volatile boolean stopped;

  private Routine(String name, Step step) {
    this.step = step;
    this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
  }

  static Routine start(String name, Step step) {
    Routine routine = new Routine(name, step);
    routine.thread.start();
    return routine;
  }

  private void run() {
    while (!stopped) {
      try {
        step.run();
        done.incrementAndGet();
      } catch (InterruptedException e) {
        return;
      } catch (Exception e) {
        surprises.add(thread.getName() + ": " + e);
        return;
      }
    }
  }

  /// Waits until what is being done is done.
  void stop() throws InterruptedException {
    stopped = true;
    thread.join();
  }

  /// How often it was done.
  int done() {
    return done.get();
  }

  /// What should not have happened; it ends the routine.
  List<String> surprises() {
    return List.copyOf(surprises);
  }

  @Override
  public void close() {
    stopped = true;
    thread.interrupt();
  }
}
