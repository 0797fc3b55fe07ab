package forum.testkit;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Counts the calls of a disk and says which one fails. Owned by the disk.
final class Faults {
  private long calls;
  private long failing;
  private @Nullable Fault fault;
  private final Map<Operation, Fault> next = new EnumMap<>(Operation.class);
  private boolean dead;
  private final Map<Fault, Long> fired = new EnumMap<>(Fault.class);

  long calls() {
    return calls;
  }

  void atCall(long number, Fault failure) {
    failing = number;
    fault = failure;
  }

  void atNext(Operation failed, Fault failure) {
    next.put(failed, failure);
  }

  boolean isDead() {
    return dead;
  }

  void clear() {
    fault = null;
    next.clear();
    dead = false;
  }

  /// Counts a call. Once the power is gone it throws, so that not even a part of the call happens.
  ///
  /// @return what goes wrong with the call, or null
  @Nullable Fault next(Operation called, String action) throws IOException {
    calls++;
    if (dead) {
      throw Fault.DEAD.exception(action);
    }
    Fault due = due(called);
    if (due != null) {
      dead = due == Fault.DEAD;
      met(due);
    }
    return due;
  }

  private @Nullable Fault due(Operation called) {
    Fault due = next.remove(called);
    if (due == null && calls == failing) {
      due = fault;
      fault = null;
    }
    return due;
  }

  void met(Fault met) {
    fired.merge(met, 1L, Long::sum);
  }

  long count(Fault met) {
    return fired.getOrDefault(met, 0L);
  }
}
