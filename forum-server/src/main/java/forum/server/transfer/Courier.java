package forum.server.transfer;

import forum.machine.Ticker;
import forum.protocol.transfer.MalformedFrame;
import forum.protocol.transfer.TransferFrame;
import forum.protocol.transfer.TransferRefused;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Moves what a ticket is for, and says what became of it. Runs on the threads of the connections.
final class Courier {
  private static final long FAREWELL_SECONDS = 2;

  private final TransferTable table;
  private final UploadReceiver uploads;
  private final DownloadSender downloads;
  private final Ticker ticker;
  private final Consumer<TransferResult> results;

  Courier(
      TransferTable table,
      UploadReceiver uploads,
      DownloadSender downloads,
      Ticker ticker,
      Consumer<TransferResult> results) {
    this.table = table;
    this.uploads = uploads;
    this.downloads = downloads;
    this.ticker = ticker;
    this.results = results;
  }

  /// Looks at the ticket and, if it is good, moves what it is for. Closes nothing.
  void serve(TransferFrame.Ticket ticket, Connection connection) {
    Transfer transfer = table.redeem(ticket.secret(), connection, ticker.nanos());
    if (transfer == null) {
      return;
    }
    TransferRun run = new TransferRun(transfer, connection, ticker, results);
    TransferResult result = run.failed(TransferResult.Reason.INTERNAL, "ended without a result");
    try {
      result = result(run, ticket.offset());
    } finally {
      transfer.end();
      results.accept(result);
      table.remove(transfer);
    }
  }

  private TransferResult result(TransferRun run, long offset) {
    try {
      move(run, offset);
      return run.ended();
    } catch (TransferRefused e) {
      tell(run, e);
      return run.failed(reason(run, e), detail(e));
    } catch (MalformedFrame e) {
      return run.failed(TransferResult.Reason.MALFORMED, detail(e));
    } catch (IOException e) {
      return run.failed(run.connection().reason(), detail(e));
    } catch (RuntimeException e) {
      return run.failed(TransferResult.Reason.INTERNAL, e.toString());
    }
  }

  private void move(TransferRun run, long offset)
      throws IOException, MalformedFrame, TransferRefused {
    switch (run.transfer().offer().cargo()) {
      case Cargo.Upload upload -> uploads.receive(run, upload);
      case Cargo.Download download -> downloads.send(run, download, offset);
      case Cargo.FilePiece piece -> downloads.send(run, piece, offset);
      case Cargo.Text text -> downloads.send(run, text, offset);
    }
  }

  /// The refusal is the peer's to know, but the peer may be gone.
  private static void tell(TransferRun run, TransferRefused refused) {
    if (refused.isByPeer()) {
      return;
    }
    try {
      run.theirLast(FAREWELL_SECONDS);
      run.connection().out().write(refused.frame());
      run.connection().drain();
    } catch (IOException e) {
      refused.addSuppressed(e);
    }
  }

  private static TransferResult.Reason reason(TransferRun run, TransferRefused refused) {
    if (refused.isByPeer()) {
      return TransferResult.Reason.GIVEN_UP;
    }
    return switch (refused.refusal()) {
      case CHECKSUM -> TransferResult.Reason.CHECKSUM;
      case DISK_FULL -> TransferResult.Reason.DISK_FULL;
      case STORAGE ->
          run.transfer().offer().cargo() instanceof Cargo.Upload
              ? TransferResult.Reason.DISK_FAILED
              : TransferResult.Reason.UNREADABLE;
      case BUSY -> TransferResult.Reason.SUPERSEDED;
      case CHANGED, UNWANTED, INTERNAL -> TransferResult.Reason.INTERNAL;
    };
  }

  private static String detail(Exception e) {
    @Nullable Throwable cause = e.getCause();
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return cause == null ? message : message + ": " + cause.getMessage();
  }
}
