package forum.testkit;

/// What happens to datagrams on their way in one direction.
///
/// @param loss how probable it is that one is lost
/// @param doubling how probable it is that one arrives a second time
/// @param delayNanos how long each is on its way at least
/// @param jitterNanos how much longer some are; where that is longer than what lies between two
///   datagrams, they overtake each other
/// @param straying how probable it is that one more copy goes astray and arrives long after
/// @param strayNanos how long such a copy is on its way at most
public record Weather(
    double loss,
    double doubling,
    long delayNanos,
    long jitterNanos,
    double straying,
    long strayNanos) {

  /// Everything arrives, once and in order, after a tenth of a millisecond.
  public static final Weather CLEAR = new Weather(0, 0, 100_000, 0, 0, 0);

  /// Nothing arrives.
  public static final Weather OUTAGE = new Weather(1, 0, 0, 0, 0, 0);
}
