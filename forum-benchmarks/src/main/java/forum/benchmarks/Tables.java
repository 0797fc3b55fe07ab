package forum.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Results as tables in Markdown: medians over the rounds. A ratio is the median of those of the
/// single rounds, as each round's figures were measured one right after the other.
final class Tables {
  private record Row(String subject, String load, int clients) {
    static Row of(Meter.Result result) {
      return new Row(result.subject(), result.load(), result.clients());
    }
  }

  private final Map<Row, List<Measurement>> rows;

  Tables(List<Meter.Result> results) {
    this.rows =
        results.stream()
            .collect(
                Collectors.groupingBy(
                    Row::of,
                    LinkedHashMap::new,
                    Collectors.mapping(Meter.Result::measured, Collectors.toList())));
  }

  /// Every figure.
  String figures() {
    StringBuilder table =
        new StringBuilder(
            """
            | what | clients | per second | of echo | of force | p50 µs | p99 µs | max ms | \
            server CPU µs | load CPU µs |
            |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|
            """);
    rows.forEach((row, rounds) -> table.append(line(row, Measurement.median(rounds))));
    return table.toString();
  }

  private String line(Row row, Measurement median) {
    return "| %s, %s | %d | %,.0f | %s | %s | %.0f | %.0f | %.1f | %.1f | %.1f |\n"
        .formatted(
            row.subject(),
            row.load(),
            row.clients(),
            median.perSecond(),
            ratio(row, new Row("echo", "echo", row.clients())),
            ratio(row, new Row("disk", "force", row.clients())),
            median.p50Micros(),
            median.p99Micros(),
            median.maxMicros() / 1e3,
            median.serverMicros(),
            median.ownMicros());
  }

  private List<Measurement> rounds(Row row) {
    return rows.getOrDefault(row, List.of());
  }

  private String ratio(Row row, Row to) {
    List<Measurement> theirs = rounds(to);
    return theirs.isEmpty() || row.equals(to) ? "" : "%.2f".formatted(ratio(rounds(row), theirs));
  }

  private static double ratio(List<Measurement> ours, List<Measurement> theirs) {
    double[] ratios = new double[ours.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = ours.get(i).perSecond() / theirs.get(i).perSecond();
    }
    return Measurement.median(ratios);
  }

  /// What `after` does compared with `before`.
  String comparison(String before, String after) {
    StringBuilder table =
        new StringBuilder(
            """
            | %s : %s | clients | per second | server CPU |
            |---|--:|--:|--:|
            """
                .formatted(after, before));
    rows.forEach(
        (row, rounds) -> {
          if (row.subject().equals(after)) {
            table.append(compared(row, rounds(new Row(before, row.load(), row.clients()))));
          }
        });
    return table.toString();
  }

  private String compared(Row row, List<Measurement> before) {
    List<Measurement> after = rounds(row);
    return "| %s | %d | %.2f | %.2f |\n"
        .formatted(
            row.load(),
            row.clients(),
            ratio(after, before),
            Measurement.median(after).serverMicros() / Measurement.median(before).serverMicros());
  }
}
