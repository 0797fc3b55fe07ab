package forum.benchmarks;

import java.time.Duration;

/// Processor time of all threads and of the kernel's work for them.
record Cpu(Duration server, Duration own) {
  /// What a server, whose time is given, and this program have used so far.
  static Cpu now(Duration server) {
    return new Cpu(server, ProcessHandle.current().info().totalCpuDuration().orElseThrow());
  }

  Cpu since(Cpu before) {
    return new Cpu(server.minus(before.server), own.minus(before.own));
  }

  Cpu each(int operations) {
    int parts = Math.max(1, operations);
    return new Cpu(server.dividedBy(parts), own.dividedBy(parts));
  }
}
