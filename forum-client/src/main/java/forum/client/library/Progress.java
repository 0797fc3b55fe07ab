package forum.client.library;

/// Is told how far a transfer is. Called by the thread that transfers, often; must be quick.
@FunctionalInterface
public interface Progress {
  /// Nobody is watching.
  Progress NONE = (done, total, resumedAt) -> {};

  /// `done` of `total` bytes are there, of which `resumedAt` already were before.
  void moved(long done, long total, long resumedAt);
}
