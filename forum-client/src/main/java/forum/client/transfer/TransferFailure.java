package forum.client.transfer;

/// A transfer came to nothing. The message is one sentence for people and begins with `local:` or
/// `server:`, the side that is to blame.
public final class TransferFailure extends Exception {
  private static final long serialVersionUID = 1;

  /// What kind of failure it is.
  public enum Kind {
    /// A file on this machine is missing, in the way or cannot be read or written.
    LOCAL_FILE(6),
    /// The disk of this machine or of the server is full.
    DISK_FULL(6),
    /// The bytes that arrived are not those that were announced.
    CHECKSUM(6),
    /// The server cannot be reached, or the connection broke. Another attempt goes on where this
    /// one ended.
    NO_SERVER(3),
    /// The server does not want it.
    REFUSED(1),
    /// The user stopped it. Another attempt goes on where this one ended.
    CANCELLED(130);

    private final int exitStatus;

    Kind(int exitStatus) {
      this.exitStatus = exitStatus;
    }

    /// The exit status of a script in which this was the first failure.
    public int exitStatus() {
      return exitStatus;
    }
  }

  private final Kind kind;

  private TransferFailure(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  static TransferFailure local(Kind kind, String sentence) {
    return new TransferFailure(kind, "local: " + sentence);
  }

  static TransferFailure server(Kind kind, String sentence) {
    return new TransferFailure(kind, "server: " + sentence);
  }

  /// What kind of failure it is.
  public Kind kind() {
    return kind;
  }

  TransferFailure because(Throwable cause) {
    initCause(cause);
    return this;
  }
}
