package forum.client.transfer;

/// Is told how far a transfer is: at its start, at its end and about ten times a second between.
/// Called on the thread of the transfer.
@FunctionalInterface
public interface Progress {
  /// Nobody wants to know.
  Progress NONE = (_, _, _) -> {};

  /// `bytes` of `total` are there; `resumedAt` of them were there when this attempt began.
  void at(long bytes, long total, long resumedAt);
}
