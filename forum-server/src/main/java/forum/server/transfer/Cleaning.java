package forum.server.transfer;

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Deletes what nobody needs any more: old parts once an hour, and blobs that nothing refers to.
/// Owned by the command loop.
final class Cleaning {
  private static final long BLOBS_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long PARTS_NANOS = TimeUnit.HOURS.toNanos(1);

  private final Blobs blobs;
  private final Parts parts;
  private final TransferTable table;
  private final Predicate<String> isReferenced;
  private final Executor background;
  private final Consumer<TransferResult> results;
  private long blobsNanos;
  private long partsNanos;

  /// `isReferenced` says whether the model refers to a blob; `background` works beside the loop.
  Cleaning(
      Blobs blobs,
      Parts parts,
      TransferTable table,
      Predicate<String> isReferenced,
      Executor background,
      Consumer<TransferResult> results) {
    this.blobs = blobs;
    this.parts = parts;
    this.table = table;
    this.isReferenced = isReferenced;
    this.background = background;
    this.results = results;
  }

  /// Looks at the parts that the last run of the server has left.
  void begin(long nowNanos) {
    blobsNanos = nowNanos;
    pruneParts(nowNanos);
  }

  /// Beside the loop, since deleting a large file takes long.
  private void pruneParts(long nowNanos) {
    partsNanos = nowNanos;
    background.execute(this::pruneParts);
  }

  private void pruneParts() {
    try {
      parts.prune();
    } catch (IOException e) {
      results.accept(new TransferResult.Trouble("parts not deleted: " + e.getMessage()));
    }
  }

  void tick(long nowNanos) {
    if (nowNanos - blobsNanos >= BLOBS_NANOS) {
      blobsNanos = nowNanos;
      sweepBlobs();
    }
    if (nowNanos - partsNanos >= PARTS_NANOS) {
      pruneParts(nowNanos);
    }
  }

  private void sweepBlobs() {
    try {
      blobs.sweep(sha256 -> isReferenced.test(sha256.hex()), table::uses);
    } catch (IOException e) {
      results.accept(new TransferResult.Trouble("blob not deleted: " + e.getMessage()));
    }
  }

  /// How long nothing will have to be done.
  long pauseNanos() {
    return blobs.hasDoubtful() ? BLOBS_NANOS : PARTS_NANOS;
  }
}
