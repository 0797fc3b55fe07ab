package forum.server.event;

/// What the console says of one event.
///
/// @param text a phrase; nothing is said when it is empty
/// @param detail what stands beside it
/// @param timed false for the lines that scripts wait for: these stand alone
record Phrase(String text, String detail, boolean timed) {
  static final Phrase NONE = new Phrase("", "", true);

  static Phrase of(String text) {
    return of(text, "");
  }

  static Phrase of(String text, String detail) {
    return new Phrase(text, detail, true);
  }

  static Phrase line(String text) {
    return new Phrase(text, "", false);
  }
}
