package forum.server.transfer;

import forum.protocol.transfer.MalformedFrame;
import forum.protocol.transfer.Refusal;
import forum.protocol.transfer.Sha256;
import forum.protocol.transfer.Sink;
import forum.protocol.transfer.TransferFrame;
import forum.protocol.transfer.TransferRefused;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.security.MessageDigest;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Receives uploads: into a part, and when all of it has arrived and been checked, among the blobs.
/// What was interrupted stays as a part; what was wrong does not. Runs on the threads of the
/// connections.
final class UploadReceiver {
  private static final long RIVAL_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Blobs blobs;
  private final Parts parts;
  private final TransferTable table;

  UploadReceiver(Blobs blobs, Parts parts, TransferTable table) {
    this.blobs = blobs;
    this.parts = parts;
    this.table = table;
  }

  void receive(TransferRun run, Cargo.Upload upload)
      throws IOException, MalformedFrame, TransferRefused {
    replaceRivals(run.transfer());
    if (blobs.isIntact(upload.sha256(), upload.size())) {
      confirmKnown(run, upload);
    } else {
      receiveRest(run, upload);
    }
    run.transfer().closing();
    run.connection().out().write(new TransferFrame.Done());
  }

  /// A client that lost its connection comes back before the server has noticed.
  private void replaceRivals(Transfer transfer) throws IOException, TransferRefused {
    List<Transfer> rivals = table.rivals(transfer).toList();
    rivals.forEach(rival -> rival.cut(TransferResult.Reason.SUPERSEDED));
    for (Transfer rival : rivals) {
      awaitEnd(rival);
    }
  }

  private static void awaitEnd(Transfer rival) throws IOException, TransferRefused {
    try {
      if (!rival.awaitTold(RIVAL_NANOS)) {
        throw new TransferRefused(
            Refusal.BUSY, "an earlier connection is still busy with this upload; try again");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  /// The bytes came earlier, from whomever: nothing has to be sent.
  private void confirmKnown(TransferRun run, Cargo.Upload upload)
      throws IOException, MalformedFrame, TransferRefused {
    run.begin(upload.size());
    requireExpected(run.connection().in().read(TransferFrame.End.class).sha256(), upload);
    confirm(upload.sha256());
  }

  private void confirm(Sha256 sha256) throws TransferRefused {
    try {
      blobs.confirm(sha256);
    } catch (IOException e) {
      throw TransferRefused.storage(e);
    }
  }

  private void receiveRest(TransferRun run, Cargo.Upload upload)
      throws IOException, MalformedFrame, TransferRefused {
    try (Part part = open(run, upload)) {
      try {
        receiveInto(part, run, upload);
      } catch (TransferRefused | MalformedFrame e) {
        discard(part, e);
        throw e;
      }
    }
  }

  private Part open(TransferRun run, Cargo.Upload upload) throws TransferRefused {
    try {
      return parts.open(run.transfer().offer(), upload);
    } catch (IOException e) {
      throw TransferRefused.storage(e);
    }
  }

  private void receiveInto(Part part, TransferRun run, Cargo.Upload upload)
      throws IOException, MalformedFrame, TransferRefused {
    MessageDigest digest = Sha256.computation();
    long offset = readBack(part, digest);
    run.begin(offset);
    Sha256 found = run.receiver().receive(sink(part, run), digest, offset, upload.size());
    requireExpected(found, upload);
    run.ours();
    keep(part, found);
  }

  /// A part that cannot be read is begun anew.
  private static long readBack(Part part, MessageDigest digest) throws TransferRefused {
    try {
      return part.readBack(digest);
    } catch (IOException e) {
      digest.reset();
      return empty(part);
    }
  }

  private static long empty(Part part) throws TransferRefused {
    try {
      part.empty();
      return 0;
    } catch (IOException e) {
      throw TransferRefused.storage(e);
    }
  }

  /// Forcing may take longer than a peer may; that is not the peer's fault.
  private static Sink sink(Part part, TransferRun run) {
    return (bytes, position) -> {
      part.write(bytes, position);
      if (part.isBehind()) {
        run.ours();
        part.secure();
        run.theirs();
      }
    };
  }

  private static void requireExpected(Sha256 found, Cargo.Upload upload) throws TransferRefused {
    if (!found.equals(upload.sha256())) {
      throw new TransferRefused(
          Refusal.CHECKSUM, "the bytes that arrived are not those that were announced");
    }
  }

  private void keep(Part part, Sha256 sha256) throws TransferRefused {
    try {
      part.keepAs(sha256, blobs);
    } catch (IOException e) {
      throw TransferRefused.storage(e);
    }
  }

  private static void discard(Part part, Exception reason) {
    try {
      part.discard();
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }
}
