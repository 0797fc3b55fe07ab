package forum.testkit.relay;

import forum.testkit.SeededChance;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// What a network does to datagrams, the same in both directions. Probabilities lie between 0 and
/// 1.
///
/// @param loss how probable it is that a datagram is lost
/// @param duplication how probable it is that one arrives twice
/// @param reordering how probable it is that a copy is held back, so that later ones overtake it
/// @param delay the least time any copy is under way
/// @param jitter the most time that comes on top of it, by chance
/// @param hold the longest time a copy is held back
public record Weather(
    double loss,
    double duplication,
    double reordering,
    Duration delay,
    Duration jitter,
    Duration hold) {
  /// Nothing happens to anything.
  public static final Weather FAIR =
      new Weather(0, 0, 0, Duration.ZERO, Duration.ZERO, Duration.ZERO);

  /// What the forum promises to bear: three of ten are lost, one of five doubled and one of five
  /// overtaken.
  public static final Weather STORM =
      new Weather(0.3, 0.2, 0.2, Duration.ZERO, Duration.ofMillis(2), Duration.ofMillis(40));

  /// The same with copies that stray for up to `longest` before they arrive.
  public Weather holding(Duration longest) {
    return new Weather(loss, duplication, reordering, delay, jitter, longest);
  }

  /// The same with every copy under way for `least` and up to `jitter` longer.
  public Weather delaying(Duration least, Duration most) {
    return new Weather(loss, duplication, reordering, least, most, hold);
  }

  /// What becomes of one datagram: for each copy that will arrive the time until then, in
  /// nanoseconds.
  List<Long> fates(SeededChance chance) {
    int copies = chance.happens(loss) ? 0 : chance.happens(duplication) ? 2 : 1;
    return Stream.generate(() -> travelNanos(chance)).limit(copies).toList();
  }

  private long travelNanos(SeededChance chance) {
    long held = chance.happens(reordering) ? spread(hold, chance) : 0;
    return delay.toNanos() + spread(jitter, chance) + held;
  }

  private static long spread(Duration most, SeededChance chance) {
    return (long) (most.toNanos() * chance.fraction());
  }
}
