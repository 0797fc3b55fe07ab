package forum.testkit;

import forum.machine.DiskFull;
import java.io.IOException;

/// What goes wrong with a call of a [SimulatedDisk].
///
/// A failed force leaves what it was for readable but neither durable nor waiting to be forced
/// again, as kernels do. A failed change of names may have happened or not.
public enum Fault {
  /// The device reports an error.
  IO_ERROR,
  /// A write stops somewhere on its way, then the device reports an error.
  SHORT_WRITE,
  /// A write stops somewhere on its way, because there is no room.
  DISK_FULL,
  /// As [#SHORT_WRITE], and no later call has any effect: the power is gone. Until the next crash.
  DEAD;

  IOException exception(String action) {
    return switch (this) {
      case IO_ERROR, SHORT_WRITE, DEAD -> new IOException(action + ": input/output error");
      case DISK_FULL -> new DiskFull(action, "no space left");
    };
  }
}
