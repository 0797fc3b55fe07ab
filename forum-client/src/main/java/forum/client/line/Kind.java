package forum.client.line;

/// What a word of a command stands for; completion knows from it what to offer.
public enum Kind {
  /// The name of a command, or a topic of the help.
  TOPIC,
  /// The title of a thread that exists.
  TITLE,
  /// A title that is new.
  NEW_TITLE,
  /// The number of one of the user's own messages.
  OWN_MESSAGE,
  /// The name of an attachment.
  ATTACHMENT,
  /// A file of this computer.
  PATH,
  /// The name of a user.
  USER,
  /// A number of things.
  COUNT,
  /// Message numbers: `7`, `3-9`, `12-` or `-5`.
  RANGE,
  /// A point in time: `2h`, `14:05`, `2026-03-14`.
  TIME,
  /// A piece of a title to look for.
  PATTERN,
  /// How much a token allows.
  SCOPE,
  /// The name of a token.
  TOKEN,
  /// A new name for a file.
  NEW_NAME
}
