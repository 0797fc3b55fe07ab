package forum.client.verb;

import forum.client.line.Arguments;
import forum.client.line.Misuse;
import forum.client.text.Look;
import forum.protocol.Code;
import forum.protocol.FileName;
import forum.protocol.InvalidValue;
import forum.protocol.Limits;
import forum.protocol.PostText;
import forum.protocol.ThreadTitle;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/// One use of a command: what was written, by whom, and where results go.
public record Invocation(Verb verb, Arguments arguments, Session session, Report report) {
  /// The title in place `index`; `.` is the thread named last. It becomes the thread named last.
  ThreadTitle title(int index) throws Failure {
    ThreadTitle title = meant(arguments.word(index));
    session.named(title);
    return title;
  }

  private ThreadTitle meant(String word) throws Failure {
    if (!word.equals(".")) {
      return value(ThreadTitle::new, word);
    }
    return session.last().orElseThrow(() -> misuse("no thread was named yet that . could mean"));
  }

  /// The message number in place `index`.
  int number(int index) throws Failure {
    String word = arguments.word(index);
    if (!word.matches("[0-9]{1,9}") || word.matches("0+")) {
      throw misuse("it needs a message number, 1 or more, where \"" + word + "\" stands");
    }
    return Integer.parseInt(word);
  }

  /// The name of an attachment in place `index`.
  FileName fileName(int index) throws Failure {
    return value(FileName::new, arguments.word(index));
  }

  /// The text of a message.
  PostText text(String text) throws Failure {
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > Limits.TEXT_BYTES) {
      throw new Failure(
          Problem.of(
                  Code.TOO_LARGE,
                  "the message has " + bytes + " bytes, the limit is " + Limits.TEXT_BYTES)
              .hint("UPD " + arguments.words().getFirst() + " FILE"));
    }
    return value(PostText::new, text);
  }

  static <T> T value(Function<String, T> type, String text) throws Failure {
    try {
      return type.apply(text);
    } catch (InvalidValue e) {
      throw new Failure(Problem.of(Code.BAD_NAME, String.valueOf(e.getMessage())));
    }
  }

  /// The command is not written as it should be.
  Failure misuse(String reason) {
    return new Failure(Problems.misuse(verb, new Misuse(reason)));
  }

  Surroundings surroundings() {
    return session.surroundings();
  }

  Look look() {
    return surroundings().look();
  }
}
