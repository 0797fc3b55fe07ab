package forum.client.verb;

/// How one command ended.
public sealed interface Result {
  /// The command, as its syntax writes it where it is known.
  String word();

  /// It was done.
  record Done(String word, Outcome outcome) implements Result {}

  /// It was not, or nobody knows.
  record Failed(String word, Problem problem) implements Result {}
}
