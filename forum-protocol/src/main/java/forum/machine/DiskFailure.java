package forum.machine;

import java.io.IOException;

/// The disk failed in a way after which nothing is known about what it holds.
///
/// The process must end without answering anybody: after a failed force the kernel may have marked
/// pages clean that never reached the disk (Rebello et al., "Can Applications Recover from fsync
/// Failures?", USENIX ATC 2020), so that trying again would lie.
public final class DiskFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// A failure of `action`, for example "force journal/0000.log".
  public DiskFailure(String action, IOException cause) {
    super(action + ": " + cause.getMessage(), cause);
  }
}
