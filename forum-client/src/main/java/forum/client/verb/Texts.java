package forum.client.verb;

import com.google.gson.JsonObject;
import forum.client.library.Refusal;
import forum.client.link.LinkFailure;
import forum.protocol.Code;
import forum.protocol.Limits;
import forum.protocol.PostText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Where the text of a message comes from: the line, a file, or an editor.
final class Texts {
  private Texts() {}

  /// What is done with a text that was written in an editor.
  interface Taker {
    Outcome take(PostText text) throws Failure, Refusal, LinkFailure, InterruptedException;
  }

  /// The text that the line holds or names; empty when it does neither.
  static Optional<String> given(Invocation call) throws Failure, IOException {
    String text = call.arguments().text();
    Optional<String> file = call.arguments().option("-f");
    if (file.isEmpty()) {
      return Optional.ofNullable(text);
    }
    if (text != null) {
      throw call.misuse("the text stands in the line or in the file, not in both");
    }
    return Optional.of(withoutLastNewline(call, decoded(call, bytes(call, file.get()))));
  }

  private static byte[] bytes(Invocation call, String file) throws Failure, IOException {
    try (InputStream in =
        file.equals("-")
            ? call.surroundings().input()
            : Files.newInputStream(LocalPaths.existing(call, file))) {
      return in.readNBytes(Limits.TEXT_BYTES + 2);
    }
  }

  private static String decoded(Invocation call, byte[] bytes) throws Failure {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      if (bytes.length > Limits.TEXT_BYTES) { // cut within a character
        throw tooLarge(call);
      }
      throw new Failure(Problem.of(Code.USAGE, "the text is not UTF-8"));
    }
  }

  /// Files end with a newline that is not meant to be part of the message.
  private static String withoutLastNewline(Invocation call, String text) throws Failure {
    String cut = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    String shorter = cut.endsWith("\r") ? cut.substring(0, cut.length() - 1) : cut;
    if (shorter.getBytes(StandardCharsets.UTF_8).length > Limits.TEXT_BYTES) {
      throw tooLarge(call);
    }
    return shorter;
  }

  private static Failure tooLarge(Invocation call) {
    return new Failure(
        Problem.of(
                Code.TOO_LARGE,
                "the text has more than " + Limits.TEXT_BYTES + " bytes, which is the limit")
            .hint("UPD " + call.arguments().words().getFirst() + " FILE"));
  }

  /// Lets the text be written in an editor and gives it to `taker`, again and again until it is
  /// taken or the user gives up.
  static CompletableFuture<Outcome> composed(Invocation call, Draft draft, Taker taker)
      throws Failure, LinkFailure, InterruptedException {
    if (!call.surroundings().isInteractive()) {
      throw call.misuse("it needs a text");
    }
    try (Composition composition = call.surroundings().compose(draft)) {
      for (Optional<String> text = composition.text();
          text.isPresent();
          text = composition.text()) {
        Optional<Outcome> outcome = taken(call, composition, text.get(), taker);
        if (outcome.isPresent()) {
          return CompletableFuture.completedFuture(outcome.get());
        }
      }
    }
    return CompletableFuture.completedFuture(
        Outcome.of("CANCELLED", "Nothing was sent", new JsonObject()));
  }

  private static Optional<Outcome> taken(
      Invocation call, Composition composition, String text, Taker taker)
      throws Failure, LinkFailure, InterruptedException {
    try {
      Outcome outcome = taker.take(call.text(text));
      composition.done();
      return Optional.of(outcome);
    } catch (Failure | Refusal e) {
      composition.refused(Problems.of(e, call));
      return Optional.empty();
    }
  }
}
