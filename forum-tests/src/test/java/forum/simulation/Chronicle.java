package forum.simulation;

import forum.machine.Ticker;
import java.util.ArrayDeque;
import java.util.stream.Collectors;

/// What happened last, for who wants to understand a failure. Keeps objects and makes words of them
/// only when asked, because most runs end well. Counts [Incident]s, too.
final class Chronicle {
  private static final int KEPT = Integer.getInteger("simulation.tail", 300);

  private record Line(long nanos, Object what) {}

  private final Ticker ticker;
  private final Tally tally = new Tally();
  private final ArrayDeque<Line> lines = new ArrayDeque<>();

  Chronicle(Ticker ticker) {
    this.ticker = ticker;
  }

  Tally tally() {
    return tally;
  }

  void count(Incident incident) {
    tally.count(incident);
  }

  /// Something that is counted too.
  void tell(Incident incident, Object what) {
    count(incident);
    tell(what);
  }

  void tell(Object what) {
    if (lines.size() == KEPT) {
      lines.removeFirst();
    }
    lines.add(new Line(ticker.nanos(), what));
  }

  /// The last lines, oldest first.
  String tail() {
    return lines.stream()
        .map(line -> "%12.6f  %s".formatted(line.nanos() * 1e-9, line.what()))
        .collect(Collectors.joining("\n"));
  }
}
