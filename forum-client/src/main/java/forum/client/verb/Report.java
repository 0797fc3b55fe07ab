package forum.client.verb;

import forum.client.text.Line;

/// Receives what a command has to show while it runs.
public interface Report {
  /// A line for people only, in front of items.
  void heading(Line line);

  /// Something a person would want to know and a program would not, such as that there are no
  /// items.
  void note(String text);

  /// One element of the result.
  void item(Item item);
}
