package forum.protocol.transfer;

import forum.machine.DiskFull;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// One of the two ends has given the transfer up, for a reason it can name. The message is one
/// sentence for people.
public final class TransferRefused extends Exception {
  private static final long serialVersionUID = 1;

  private final Refusal refusal;
  private final boolean byPeer;

  private TransferRefused(
      Refusal refusal, String sentence, boolean byPeer, @Nullable Throwable cause) {
    super(sentence, cause);
    this.refusal = refusal;
    this.byPeer = byPeer;
  }

  /// This end gives up.
  public TransferRefused(Refusal refusal, String sentence) {
    this(refusal, sentence, false, null);
  }

  /// The other end gave up.
  static TransferRefused byPeer(TransferFrame.Refused refused) {
    return new TransferRefused(refused.refusal(), refused.sentence(), true, null);
  }

  /// This end cannot go on because its storage failed.
  public static TransferRefused storage(IOException failure) {
    return failure instanceof DiskFull
        ? new TransferRefused(Refusal.DISK_FULL, "the disk is full", false, failure)
        : new TransferRefused(Refusal.STORAGE, "the disk failed", false, failure);
  }

  /// Why.
  public Refusal refusal() {
    return refusal;
  }

  /// Whether the other end gave up, so that it need not be told.
  public boolean isByPeer() {
    return byPeer;
  }

  /// The sentence as it is told to the other end. Details of this end's disk are not part of it.
  public TransferFrame.Refused frame() {
    return new TransferFrame.Refused(refusal, String.valueOf(getMessage()));
  }
}
