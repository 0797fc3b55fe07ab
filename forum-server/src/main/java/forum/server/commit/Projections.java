package forum.server.commit;

/// What shows on disk what the state says: thread files, attachments, the credentials file. Owned
/// by the command loop.
public interface Projections {
  /// Brings the files up to date with the state, which is durable in the journal up to `lsn`. Where
  /// there is no room for that, they are behind, and the same call tries again.
  void show(long lsn);

  /// Whether the last [#show] found no room. Until that has changed nothing is to happen that would
  /// have to be shown, nor a checkpoint.
  boolean isBehind();

  /// A checkpoint as of `lsn` begins: hands out the work that forces to disk all that has been
  /// shown so far. It runs on another thread while the loop goes on.
  Forcing beginCheckpoint(long lsn);

  /// The checkpoint as of `lsn` is durable; what only earlier ones needed can go.
  void checkpointed(long lsn);

  /// Work that forces files.
  @FunctionalInterface
  interface Forcing {
    /// Returns when all is safe.
    void run() throws java.io.IOException;
  }
}
