package forum.testkit.relay;

/// How many datagrams went one way, and what became of them. Never reset.
///
/// @param taken came in
/// @param lost never went out again
/// @param doubled went out twice
/// @param late went out later than at once
public record Traffic(long taken, long lost, long doubled, long late) {
  static final Traffic NONE = new Traffic(0, 0, 0, 0);

  Traffic with(int copies, boolean isLate) {
    return new Traffic(
        taken + 1,
        lost + (copies == 0 ? 1 : 0),
        doubled + (copies > 1 ? 1 : 0),
        late + (isLate ? 1 : 0));
  }
}
