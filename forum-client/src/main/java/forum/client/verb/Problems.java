package forum.client.verb;

import forum.client.library.Refusal;
import forum.client.line.Misuse;
import forum.client.link.LinkFailure;
import forum.client.transfer.TransferFailure;
import forum.protocol.Characters;
import forum.protocol.Code;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/// Puts what went wrong into words; refusals by the server are in [Refusals].
public final class Problems {
  private Problems() {}

  /// A command that is not written as its syntax demands.
  static Problem misuse(Verb verb, Misuse misuse) {
    String word = verb.syntax().word();
    return Problem.of(Code.USAGE, "Incorrect syntax for " + word)
        .because(misuse.reason() + " (" + verb.syntax().form() + ")")
        .hint(verb.help().examples().getFirst());
  }

  /// A word that is no command.
  static Problem unknown(Verbs verbs, String word) {
    Problem problem =
        Problem.of(
            LocalCode.UNKNOWN_COMMAND, "Invalid command \"" + Characters.visible(word) + "\"");
    return verbs
        .nearest(word)
        .map(near -> problem.adding(" (did you mean " + near + "?)").hint("HLP " + near))
        .orElse(problem.hint("HLP"));
  }

  /// Anything a command may end with instead of an outcome.
  static Problem of(Exception exception, Invocation call) {
    return switch (exception) {
      case Failure failure -> failure.problem();
      case Refusal refusal -> call.verb().refused(refusal.reply(), call);
      case LinkFailure failure -> link(failure);
      case TransferFailure failure -> transfer(failure);
      case IOException failure -> file(failure);
      case InterruptedException _ -> Problem.of(LocalCode.INTERRUPTED, "interrupted");
      default -> throw new IllegalStateException(exception);
    };
  }

  /// A request without a reply.
  public static Problem link(LinkFailure failure) {
    String message = String.valueOf(failure.getMessage());
    return switch (failure) {
      case LinkFailure.NoAnswer _ -> Problem.of(LocalCode.TIMEOUT, message);
      case LinkFailure.NoHandshake _ -> Problem.of(LocalCode.NO_SERVER, message);
      case LinkFailure.UnknownOutcome _ ->
          Problem.of(LocalCode.UNKNOWN_OUTCOME, message)
              .because("it was sent and is applied at most once; look before you repeat it");
      case LinkFailure.SessionOver _ -> Problem.of(LocalCode.SESSION_OVER, message);
      case LinkFailure.VersionRefused _ -> Problem.of(Code.VERSION, message);
    };
  }

  /// A file of this computer, or the bytes of a transfer.
  static Problem file(IOException failure) {
    String reason = String.valueOf(failure.getMessage());
    if (reason.contains("No space left")) {
      return Problem.of(LocalCode.DISK_FULL, "local: no space left on the disk");
    }
    if (failure instanceof FileSystemException file) {
      return Problem.of(LocalCode.LOCAL_FILE, "local: " + file.getFile() + " " + reason(file));
    }
    return Problem.of(LocalCode.NO_SERVER, reason);
  }

  private static Problem transfer(TransferFailure failure) {
    Problem problem =
        new Problem(
            failure.kind().name(),
            failure.kind().exitStatus(),
            String.valueOf(failure.getMessage()),
            null,
            null);
    return switch (failure.kind()) {
      case NO_SERVER, CANCELLED ->
          problem.because("what has arrived is kept; the same command goes on from there");
      case LOCAL_FILE, DISK_FULL, CHECKSUM, REFUSED -> problem;
    };
  }

  private static String reason(FileSystemException failure) {
    return switch (failure) {
      case NoSuchFileException _ -> "does not exist";
      case AccessDeniedException _ -> "must not be read or written by you";
      default -> String.valueOf(failure.getReason());
    };
  }
}
