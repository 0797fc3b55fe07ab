package forum.simulation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// How often each [Incident] has happened.
final class Tally {
  private final long[] counts = new long[Incident.values().length];

  void count(Incident incident) {
    count(incident, 1);
  }

  void count(Incident incident, long times) {
    counts[incident.ordinal()] += times;
  }

  void add(Tally other) {
    for (Incident incident : Incident.values()) {
      count(incident, other.counts[incident.ordinal()]);
    }
  }

  /// What has never happened.
  List<Incident> missing() {
    return Arrays.stream(Incident.values()).filter(it -> counts[it.ordinal()] == 0).toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tally tally && Arrays.equals(counts, tally.counts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(counts);
  }

  @Override
  public String toString() {
    return Arrays.stream(Incident.values())
        .map(incident -> incident + " " + counts[incident.ordinal()])
        .collect(Collectors.joining(", "));
  }
}
