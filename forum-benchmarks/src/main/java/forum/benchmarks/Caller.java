package forum.benchmarks;

import java.nio.ByteBuffer;

/// One client of a load. Has a socket of its own, but does no input and output: its [Seat] does.
/// Owned by the crowd's thread.
interface Caller {
  /// Something a client does over and over.
  @FunctionalInterface
  interface Operation {
    /// Begins it. `done` runs when it is finished, inside [#receive].
    void begin(Runnable done);
  }

  /// Takes a datagram.
  void receive(ByteBuffer datagram, long nowNanos);

  /// Sends again what seems to be lost.
  void tick(long nowNanos);
}
