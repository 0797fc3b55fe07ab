package forum.server;

import forum.machine.Chance;
import forum.machine.Ticker;
import forum.server.model.ServerLimits;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// The parts of this computer that the server takes as they are.
///
/// @param background runs what must not hold up the command loop
/// @param handshakes runs the computing that strangers can ask for: on threads so few that the
///   command loop keeps its processor, and no more of it than can be waited for
/// @param superuser whether the program may do everything on this computer
record Machine(
    Ticker ticker, Chance chance, Executor background, Executor handshakes, boolean superuser) {
  private static Executor handshakeThreads() {
    int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    return new ThreadPoolExecutor(
        threads,
        threads,
        0,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(ServerLimits.HANDSHAKES),
        Thread.ofPlatform().daemon().name("handshakes").factory());
  }

  static Machine system() {
    return new Machine(
        Ticker.system(),
        Chance.system(),
        task -> Thread.ofVirtual().name("background").start(task),
        handshakeThreads(),
        "root".equals(System.getProperty("user.name")));
  }
}
