package forum.server;

import forum.machine.Chance;
import forum.machine.Ticker;
import java.util.concurrent.Executor;

/// The parts of this computer that the server takes as they are.
///
/// @param background runs what must not hold up the command loop
record Machine(Ticker ticker, Chance chance, Executor background) {
  static Machine system() {
    return new Machine(
        Ticker.system(),
        Chance.system(),
        task -> Thread.ofVirtual().name("background").start(task));
  }
}
