package forum.server;

import forum.server.event.ConditionEvent;
import forum.server.event.ServerEvent;
import forum.server.event.TransferEvent;
import forum.server.event.TransferEvent.Kind;
import forum.server.event.TransferEvent.Subject;
import forum.server.transfer.Cargo;
import forum.server.transfer.TransferOffer;
import forum.server.transfer.TransferResult;
import java.util.function.Consumer;

/// Tells the event log what becomes of transfers. Safe for any thread.
record TransferReports(Consumer<ServerEvent> events) {
  void tell(TransferResult result) {
    switch (result) {
      case TransferResult.Began(TransferOffer offer, _, long offset) ->
          events.accept(new TransferEvent.Began(subject(offer), offer.cargo().size() - offset));
      case TransferResult.Ended(TransferOffer offer, long bytes, long millis) ->
          events.accept(new TransferEvent.Ended(subject(offer), bytes, millis, true));
      case TransferResult.Failed(
              TransferOffer offer,
              long bytes,
              long millis,
              TransferResult.Reason reason,
              String detail) -> {
        events.accept(new TransferEvent.Ended(subject(offer), bytes, millis, false));
        events.accept(ConditionEvent.warning("transfer broke off, " + reason + ": " + detail));
      }
      case TransferResult.Trouble(String detail) -> events.accept(ConditionEvent.warning(detail));
    }
  }

  private static Subject subject(TransferOffer offer) {
    return switch (offer.cargo()) {
      case Cargo.Upload upload ->
          new Subject(offer.user(), Kind.UPLOAD, upload.thread().text(), upload.file().text());
      case Cargo.Download download ->
          new Subject(
              offer.user(), Kind.DOWNLOAD, download.thread().text(), download.file().text());
      case Cargo.FilePiece _, Cargo.Text _ -> new Subject(offer.user(), Kind.VIEW, "", "");
    };
  }
}
