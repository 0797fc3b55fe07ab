package forum.server;

import forum.machine.DiskFailure;

/// Starts the forum's server: `forum-server 10005`.
public final class Main {
  /// Exit status after the disk failed: nothing more was answered, a start recovers.
  static final int STATUS_DISK_FAILED = 75;

  private Main() {}

  /// Serves until told to stop; exits with one of the statuses in OPERATIONS.md.
  public static void main(String[] args) {
    try {
      System.exit(new Program(Machine.system(), System.out, System.err).run(args));
    } catch (DiskFailure e) {
      System.err.println("error: the disk failed: " + e.getMessage());
      System.err.println("  why:  nothing is known about what it holds, so nobody is answered");
      System.err.println(
          "  try:  mend the disk and start again; all that was acknowledged is safe");
      System.err.flush();
      // Not exit: no hook, no close and no flush may touch that disk again.
      Runtime.getRuntime().halt(STATUS_DISK_FAILED);
    }
  }
}
