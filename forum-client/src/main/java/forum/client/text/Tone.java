package forum.client.text;

/// What a piece of a line is, from which a terminal chooses its colour. A tone never carries
/// meaning alone: there is always a word or sign beside it.
public enum Tone {
  /// Ordinary text.
  PLAIN,
  /// New or to be noticed.
  STRONG,
  /// A time, a number, what is read last.
  FAINT,
  /// Who.
  USER,
  /// A title or file name.
  TITLE,
  /// Something went wrong.
  ERROR,
  /// A command that may be typed.
  COMMAND,
  /// News that comes unasked.
  NOTICE
}
