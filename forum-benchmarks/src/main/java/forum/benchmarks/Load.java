package forum.benchmarks;

import forum.machine.Ticker;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Some clients, each with the same number of operations under way all the time. Owned by the
/// crowd's thread.
///
/// ```
///   IDLE --begin--> WARM --record--> RECORDING --end--> DRAINING --last answer--> IDLE
/// ```
final class Load {
  private final String name;
  private final List<Caller.Operation> operations;
  private final int window;
  private final Ticker ticker = Ticker.system();
  private @Nullable Latencies latencies;
  private boolean running;
  private int underWay;

  /// @param operations what each client does over and over
  /// @param window how many times at once
  Load(String name, List<Caller.Operation> operations, int window) {
    this.name = name;
    this.operations = operations;
    this.window = window;
  }

  String name() {
    return name;
  }

  int clients() {
    return operations.size();
  }

  void begin() {
    running = true;
    for (Caller.Operation operation : operations) {
      for (int i = 0; i < window; i++) {
        begin(operation);
      }
    }
  }

  private void begin(Caller.Operation operation) {
    long beganNanos = ticker.nanos();
    underWay++;
    operation.begin(() -> finished(operation, beganNanos));
  }

  private void finished(Caller.Operation operation, long beganNanos) {
    underWay--;
    if (latencies != null) {
      latencies.add(ticker.nanos() - beganNanos);
    }
    if (running) {
      begin(operation);
    }
  }

  /// From now on keeps the times.
  void record() {
    latencies = new Latencies();
  }

  /// Operations finished since [#record].
  int finished() {
    return latencies == null ? 0 : latencies.count();
  }

  /// Begins no more operations.
  Latencies end() {
    Latencies recorded = latencies == null ? new Latencies() : latencies;
    latencies = null;
    running = false;
    return recorded;
  }

  boolean isIdle() {
    return underWay == 0;
  }
}
