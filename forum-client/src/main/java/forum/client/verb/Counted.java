package forum.client.verb;

/// Numbers of things.
final class Counted {
  private Counted() {}

  /// `1 message`, `2 messages`.
  static String of(long count, String thing) {
    return count + " " + thing + (count == 1 ? "" : "s");
  }
}
