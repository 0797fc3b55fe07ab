package forum.server.transfer;

import forum.machine.Disk;
import forum.protocol.transfer.MalformedFrame;
import forum.protocol.transfer.Refusal;
import forum.protocol.transfer.Source;
import forum.protocol.transfer.TransferFrame;
import forum.protocol.transfer.TransferRefused;
import forum.server.model.ServerLimits;
import java.io.IOException;
import java.util.Objects;

/// Sends attachments and long views. Runs on the threads of the connections.
final class DownloadSender {
  private final Blobs blobs;

  DownloadSender(Blobs blobs) {
    this.blobs = blobs;
  }

  /// Sends a blob, from where the client's own part ends. The blob may be deleted meanwhile: an
  /// open file keeps its bytes.
  void send(TransferRun run, Cargo.Download download, long offset)
      throws IOException, MalformedFrame, TransferRefused {
    try (Disk.File file = open(download)) {
      send(run, new BlobSource(file, download.sha256()), offset);
    }
  }

  private Disk.File open(Cargo.Download download) throws TransferRefused {
    try {
      return blobs.open(download.sha256());
    } catch (IOException e) {
      throw new TransferRefused(Refusal.STORAGE, "the attachment cannot be read");
    }
  }

  /// Sends a piece of a file, which is closed then.
  void send(TransferRun run, Cargo.FilePiece piece, long offset)
      throws IOException, MalformedFrame, TransferRefused {
    try (Disk.File file = Objects.requireNonNull(run.transfer().file())) {
      send(run, ViewSource.of(file, piece.view().off()), fromStart(offset));
    }
  }

  /// Sends a text.
  void send(TransferRun run, Cargo.Text text, long offset)
      throws IOException, MalformedFrame, TransferRefused {
    send(run, ViewSource.of(text.text(), text.view().off()), fromStart(offset));
  }

  /// A view has no digest before it was read, so nobody could tell what a part of one belongs to.
  private static long fromStart(long offset) throws MalformedFrame {
    if (offset != 0) {
      throw new MalformedFrame("a view from " + offset + ", expected 0");
    }
    return offset;
  }

  private static void send(TransferRun run, Source source, long offset)
      throws IOException, MalformedFrame, TransferRefused {
    long size = run.transfer().offer().cargo().size();
    if (offset > size) {
      throw new MalformedFrame("from " + offset + " of " + size + " bytes");
    }
    run.begin(offset);
    run.sender().send(source, offset, size);
    run.transfer().closing();
    run.theirLast(ServerLimits.TRANSFER_CONFIRM_SECONDS);
    run.connection().in().read(TransferFrame.Done.class);
  }
}
