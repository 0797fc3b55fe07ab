package forum.server.transfer;

import forum.machine.Ticker;
import forum.protocol.transfer.Receiver;
import forum.protocol.transfer.Sender;
import forum.protocol.transfer.TransferFrame;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// One transfer over one connection: what its two directions have in common. Owned by the
/// connection's thread.
final class TransferRun {
  private final Transfer transfer;
  private final Connection connection;
  private final Ticker ticker;
  private final Consumer<TransferResult> results;
  private final long beganNanos;
  private long moved;

  TransferRun(
      Transfer transfer, Connection connection, Ticker ticker, Consumer<TransferResult> results) {
    this.transfer = transfer;
    this.connection = connection;
    this.ticker = ticker;
    this.results = results;
    this.beganNanos = ticker.nanos();
    connection.pace().ours();
  }

  Transfer transfer() {
    return transfer;
  }

  Connection connection() {
    return connection;
  }

  /// Lets bytes flow from `offset` on.
  void begin(long offset) throws IOException {
    long size = transfer.offer().cargo().size();
    results.accept(new TransferResult.Began(transfer.offer(), connection.peer(), offset));
    transfer.remaining(size - offset);
    theirs();
    connection.out().write(new TransferFrame.Go(offset, size));
  }

  Receiver receiver() {
    return new Receiver(connection.in(), this::moved);
  }

  Sender sender() {
    return new Sender(connection.out(), this::moved);
  }

  private void moved(long bytes) {
    moved += bytes;
    connection.pace().moved(bytes);
    transfer.remaining(transfer.remaining() - bytes);
  }

  /// The other end is waiting for this one.
  void ours() {
    connection.pace().ours();
  }

  /// This end is waiting for the other's bytes.
  void theirs() {
    connection.pace().bytes(ticker.nanos());
  }

  /// This end is waiting for the other's last word.
  void theirLast(long seconds) {
    connection.pace().answer(ticker.nanos(), TimeUnit.SECONDS.toNanos(seconds));
  }

  TransferResult ended() {
    return new TransferResult.Ended(transfer.offer(), moved, millis());
  }

  TransferResult failed(TransferResult.Reason reason, String detail) {
    return new TransferResult.Failed(transfer.offer(), moved, millis(), reason, detail);
  }

  private long millis() {
    return TimeUnit.NANOSECONDS.toMillis(ticker.nanos() - beganNanos);
  }
}
