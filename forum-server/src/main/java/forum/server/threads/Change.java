package forum.server.threads;

import forum.protocol.line.ThreadLine;
import forum.protocol.line.ThreadLine.Message;

/// A change of what is in a thread, as the journal has it. Messages are meant by their id, since
/// their numbers move.
public sealed interface Change {
  /// A new message, whose number is one more than there are at that moment, or an attachment.
  record Append(ThreadLine.Entry entry) implements Change {}

  /// Another text for a message.
  ///
  /// @param revision how often it was edited, this time included
  record Edit(long id, String text, int revision) implements Change {
    Message of(Message old) {
      return new Message(old.number(), old.author(), text, old.at(), id, revision);
    }
  }

  /// The message goes; those behind it move up.
  record Delete(long id) implements Change {}
}
