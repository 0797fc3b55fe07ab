package forum.server.event;

import forum.protocol.Code;
import forum.protocol.Request;
import forum.protocol.UserName;
import forum.protocol.wire.Body;

/// What logged-in users ask for.
public sealed interface CommandEvent extends ServerEvent {
  /// Somebody gives a command.
  ///
  /// @param bytes that were received
  record Issued(UserName user, Request request, int bytes) implements CommandEvent {
    @Override
    public String name() {
      return "command";
    }

    @Override
    public Phrase phrase() {
      return CommandPhrases.isTyped(request)
          ? Phrase.of(user + " issued " + Body.verb(request) + " command")
          : Phrase.NONE;
    }

    @Override
    public void describe(Fields fields) {
      fields.add("user", user.text()).add("verb", Body.verb(request));
      CommandFields.add(fields, request);
      fields.add("received", bytes);
    }
  }

  /// A command was done or refused.
  ///
  /// @param micros from its arrival to its answer
  /// @param bytes that were sent
  record Done(UserName user, Request request, Code code, long micros, int bytes)
      implements CommandEvent {
    @Override
    public String name() {
      return "done";
    }

    @Override
    public Phrase phrase() {
      String text = CommandPhrases.of(user, request, code);
      return text.isEmpty() ? Phrase.NONE : Phrase.of(text, Shown.micros(micros));
    }

    @Override
    public void describe(Fields fields) {
      fields.add("user", user.text()).add("verb", Body.verb(request)).add("code", code.name());
      CommandFields.add(fields, request);
      fields.add("micros", micros).add("sent", bytes);
    }
  }
}
