package forum.server.admin;

/// How a command of the operator ends.
final class Status {
  static final int DONE = 0;

  /// A check has found something, or a backup does not have everything.
  static final int DIFFERENCES = 1;

  /// The command line makes no sense.
  static final int USAGE = 2;

  /// A file or folder is not as it should be.
  static final int DATA = 4;

  static final int DISK_FULL = 5;

  private Status() {}
}
