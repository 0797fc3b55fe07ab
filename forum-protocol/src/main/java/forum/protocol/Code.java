package forum.protocol;

/// How a request ended. The names travel in replies and in JSON output and are never reused.
public enum Code {
  /// Done, or here it is.
  OK(0),
  /// The request has a part that is missing or makes no sense.
  USAGE(2),
  /// A title, user name, file name or text that is not accepted.
  BAD_NAME(1),
  /// There is no thread of that title.
  NO_SUCH_THREAD(1),
  /// The thread has no message of that number.
  NO_SUCH_MESSAGE(1),
  /// The thread has no attachment of that name.
  NO_SUCH_FILE(1),
  /// There is no such user.
  NO_SUCH_USER(1),
  /// The user has no token of that name.
  NO_SUCH_TOKEN(1),
  /// The title, name or attachment is taken.
  EXISTS(1),
  /// It belongs to somebody else.
  NOT_OWNER(1),
  /// The user's role, or the scope of the token, does not allow it.
  NOT_ALLOWED(1),
  /// The thread is locked: it can be read, but not changed.
  LOCKED(1),
  /// The number means another message by now, or the message was changed.
  STALE(1),
  /// Larger than a limit.
  TOO_LARGE(1),
  /// A quota is used up.
  QUOTA(1),
  /// Too fast, or too much at once; `retryMillis` says when to try again.
  BUSY(1),
  /// The server's disk is full: it serves reads and refuses changes.
  READ_ONLY(1),
  /// What was being read has changed underneath; start over.
  CHANGED(1),
  /// The bytes of an upload are not at the server any more; send them again.
  STAGE_LOST(1),
  /// Wrong password, or the name is not known.
  AUTH_FAILED(4),
  /// A new account takes an invitation, and none that is good was shown.
  INVITATION_REQUIRED(4),
  /// A login is needed first.
  AUTH_REQUIRED(4),
  /// The user or the address is kept out.
  BANNED(4),
  /// The user is logged in elsewhere.
  ALREADY_ON_LINE(4),
  /// The server does not speak this version.
  VERSION(5),
  /// A mistake of the server's own.
  INTERNAL(1);

  private final int exitStatus;

  Code(int exitStatus) {
    this.exitStatus = exitStatus;
  }

  /// The exit status of a script in which this was the first failure.
  public int exitStatus() {
    return exitStatus;
  }
}
