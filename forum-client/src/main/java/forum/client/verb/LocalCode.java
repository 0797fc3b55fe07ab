package forum.client.verb;

/// Problems the server never tells of. The names travel in JSON output and are never reused.
public enum LocalCode {
  /// No command of that name.
  UNKNOWN_COMMAND(2),
  /// Nobody answers at the address.
  NO_SERVER(3),
  /// The server that answered before does not any more.
  TIMEOUT(3),
  /// The server ended the session.
  SESSION_OVER(4),
  /// Nobody has said yet that this server is the right one.
  UNKNOWN_SERVER(4),
  /// The server is another one than before, or than was asked for.
  SERVER_CHANGED(4),
  /// A file of this computer is missing, in the way, or cannot be read or written.
  LOCAL_FILE(6),
  /// The disk of this computer is full.
  DISK_FULL(6),
  /// What arrived is not what was sent.
  CHECKSUM(6),
  /// A change was sent but not confirmed; it is applied at most once.
  UNKNOWN_OUTCOME(7),
  /// The user gave up waiting.
  INTERRUPTED(130);

  private final int exitStatus;

  LocalCode(int exitStatus) {
    this.exitStatus = exitStatus;
  }

  /// The exit status of a script in which this was the first failure.
  public int exitStatus() {
    return exitStatus;
  }
}
