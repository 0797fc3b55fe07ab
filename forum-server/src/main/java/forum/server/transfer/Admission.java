package forum.server.transfer;

import forum.protocol.Code;
import forum.protocol.Reply;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Whether there is room for one more transfer: in number, and on the disk. Owned by the command
/// loop.
final class Admission {
  static final long RETRY_MILLIS = 2_000;

  private final TransferDesk.Place place;
  private final Blobs blobs;
  private final Parts parts;
  private final TransferTable table;

  Admission(TransferDesk.Place place, Blobs blobs, Parts parts, TransferTable table) {
    this.place = place;
    this.blobs = blobs;
    this.parts = parts;
    this.table = table;
  }

  /// Why the offer cannot be accepted now; null when it can.
  @Nullable Reply refusal(TransferOffer offer) {
    if (!table.hasRoom(offer)) {
      return Reply.busy("too many transfers at once; try again when one has ended", RETRY_MILLIS);
    }
    if (table.elsewhere(offer) != null) {
      return Reply.busy("another session of yours is uploading this just now", RETRY_MILLIS);
    }
    return offer.cargo() instanceof Cargo.Upload upload ? noRoom(offer, upload) : null;
  }

  private @Nullable Reply noRoom(TransferOffer offer, Cargo.Upload upload) {
    try {
      long awaited = table.awaitedBytesBeside(offer);
      long free = place.disk().usableBytes() - place.reserveBytes() - awaited;
      long wanted = upload.size() - stored(offer, upload);
      return wanted <= free ? null : noRoom(Math.max(0, free), wanted);
    } catch (IOException e) {
      return Reply.refused(Code.READ_ONLY, "the server's disk does not answer: " + e.getMessage());
    }
  }

  private static Reply noRoom(long free, long wanted) {
    return Reply.refused(
        Code.READ_ONLY,
        "the server's disk has room for " + free + " more bytes, the file needs " + wanted);
  }

  /// Bytes of an upload that need not be sent, as far as can be told without reading them.
  long stored(TransferOffer offer, Cargo.Upload upload) {
    return blobs.isStored(upload.sha256(), upload.size())
        ? upload.size()
        : parts.length(offer, upload);
  }
}
