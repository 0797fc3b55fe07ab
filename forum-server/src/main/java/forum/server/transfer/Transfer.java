package forum.server.transfer;

import forum.machine.Disk;
import forum.protocol.transfer.Sha256;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One permission and what became of it. Safe for any thread.
///
/// ```
///   WAITING --ticket shown in time--> RUNNING --all bytes moved--> CLOSING --> ENDED
///   WAITING --expired, revoked------------------------------------------------> ENDED
///                                     RUNNING --failed------------------------> ENDED
/// ```
///
/// A ticket is good once because only one thread can make the step from WAITING to RUNNING.
final class Transfer {
  private enum Phase {
    WAITING,
    RUNNING,
    CLOSING,
    ENDED
  }

  private final long number;
  private final TransferOffer offer;
  private final Sha256 fingerprint;
  private final boolean sealed;
  private final Disk.@Nullable File file;
  private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.WAITING);
  private final CountDownLatch told = new CountDownLatch(1);
  private volatile long expiryNanos;
  private volatile long remaining;
  private final AtomicReference<@Nullable Connection> connection = new AtomicReference<>();

  /// @param sealed whether it must not travel in the clear
  /// @param file the open file of a [Cargo.FilePiece]
  Transfer(
      long number,
      TransferOffer offer,
      Sha256 fingerprint,
      boolean sealed,
      Disk.@Nullable File file) {
    this.number = number;
    this.offer = offer;
    this.fingerprint = fingerprint;
    this.sealed = sealed;
    this.file = file;
    this.remaining = offer.cargo().size();
  }

  /// Later transfers have higher numbers.
  long number() {
    return number;
  }

  TransferOffer offer() {
    return offer;
  }

  Sha256 fingerprint() {
    return fingerprint;
  }

  Disk.@Nullable File file() {
    return file;
  }

  /// Bytes that have still to come.
  long remaining() {
    return remaining;
  }

  void remaining(long bytes) {
    remaining = bytes;
  }

  /// The ticket can be used until then.
  void expireAt(long nanos) {
    expiryNanos = nanos;
  }

  boolean isWaiting() {
    return phase.get() == Phase.WAITING;
  }

  /// Whether bytes may still have to be moved.
  boolean isOpen() {
    Phase present = phase.get();
    return present == Phase.WAITING || present == Phase.RUNNING;
  }

  boolean isExpired(long nowNanos) {
    return isWaiting() && nowNanos - expiryNanos >= 0;
  }

  /// The ticket was shown over `shown`.
  ///
  /// @return whether this was the first time, and in time, and not in the clear if it must not be
  boolean begin(Connection shown, long nowNanos) {
    // In this order, so that a transfer that runs can always be cut.
    return !isExpired(nowNanos)
        && (shown.isSealed() || !sealed)
        && connection.compareAndSet(null, shown)
        && phase.compareAndSet(Phase.WAITING, Phase.RUNNING);
  }

  /// All bytes have been moved; only the last word is missing.
  void closing() {
    phase.compareAndSet(Phase.RUNNING, Phase.CLOSING);
  }

  /// Takes a permission back that nobody has used.
  boolean withdraw() {
    return phase.compareAndSet(Phase.WAITING, Phase.ENDED);
  }

  /// Ends it early if it is running.
  void cut(TransferResult.Reason reason) {
    Connection running = connection.get();
    if (running != null) {
      running.cut(reason);
    }
  }

  /// Whether it is running and the other end takes too long.
  boolean isTooSlow(long nowNanos) {
    Connection running = connection.get();
    return running != null && running.pace().isOver(nowNanos);
  }

  /// Its thread has let go of everything.
  void end() {
    phase.set(Phase.ENDED);
  }

  boolean isEnded() {
    return phase.get() == Phase.ENDED;
  }

  /// The loop has been told of the end.
  void told() {
    told.countDown();
  }

  /// Waits until the loop has been told of the end; returns whether it was.
  boolean awaitTold(long nanos) throws InterruptedException {
    return told.await(nanos, TimeUnit.NANOSECONDS);
  }
}
