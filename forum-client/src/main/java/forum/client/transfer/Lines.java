package forum.client.transfer;

import forum.machine.Ticker;
import forum.protocol.transfer.MalformedFrame;
import forum.protocol.transfer.Refusal;
import forum.protocol.transfer.TransferRefused;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Runs one transfer after the other, each over a line of its own, and turns what can go wrong into
/// what people are told. [#cancel] is for any thread.
final class Lines {
  /// What is done over a line.
  @FunctionalInterface
  interface Work<T> {
    T over(Line line) throws IOException, MalformedFrame, TransferRefused, TransferFailure;
  }

  private final Ticker ticker;
  private final Protection protection;
  private volatile boolean cancelled;
  private volatile @Nullable Line present;

  Lines(Ticker ticker, Protection protection) {
    this.ticker = ticker;
    this.protection = protection;
  }

  Ticker ticker() {
    return ticker;
  }

  <T> T run(Work<T> work) throws TransferFailure {
    try (Line line = Line.open(ticker, protection)) {
      present = line;
      if (cancelled) {
        line.cancel();
      }
      return run(work, line);
    }
  }

  private static <T> T run(Work<T> work, Line line) throws TransferFailure {
    try {
      return work.over(line);
    } catch (TransferRefused e) {
      if (!e.isByPeer()) {
        line.tell(e);
      }
      throw line.isStopped() ? line.failure(new IOException(e)) : refused(e);
    } catch (MalformedFrame e) {
      throw TransferFailure.server(
              TransferFailure.Kind.NO_SERVER, "it does not keep to the protocol: " + e.getMessage())
          .because(e);
    } catch (IOException e) {
      throw line.failure(e);
    }
  }

  private static TransferFailure refused(TransferRefused e) {
    String sentence = String.valueOf(e.getMessage());
    if (e.isByPeer()) {
      return TransferFailure.server(serverKind(e.refusal()), sentence).because(e);
    }
    if (e.refusal() == Refusal.CHECKSUM) {
      return TransferFailure.server(TransferFailure.Kind.CHECKSUM, sentence + "; try again")
          .because(e);
    }
    Throwable cause = e.getCause();
    return TransferFailure.local(
            localKind(e.refusal()),
            cause == null ? sentence : sentence + " (" + cause.getMessage() + ")")
        .because(e);
  }

  private static TransferFailure.Kind serverKind(Refusal refusal) {
    return switch (refusal) {
      case CHECKSUM -> TransferFailure.Kind.CHECKSUM;
      case DISK_FULL -> TransferFailure.Kind.DISK_FULL;
      case STORAGE, BUSY, UNWANTED, CHANGED, INTERNAL -> TransferFailure.Kind.REFUSED;
    };
  }

  private static TransferFailure.Kind localKind(Refusal refusal) {
    return refusal == Refusal.DISK_FULL
        ? TransferFailure.Kind.DISK_FULL
        : TransferFailure.Kind.LOCAL_FILE;
  }

  /// Whether [#cancel] was called.
  boolean isCancelled() {
    return cancelled;
  }

  /// Ends what is running and what will be begun.
  void cancel() {
    cancelled = true;
    Line line = present;
    if (line != null) {
      line.cancel();
    }
  }
}
