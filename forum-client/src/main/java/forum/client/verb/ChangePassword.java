package forum.client.verb;

import com.google.gson.JsonObject;
import forum.client.library.Refusal;
import forum.client.line.Kind;
import forum.client.line.Misuse;
import forum.client.line.Option;
import forum.client.line.Syntax;
import forum.client.link.LinkFailure;
import forum.protocol.Code;
import forum.protocol.InvalidValue;
import forum.protocol.Reply;
import forum.protocol.login.Password;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// `PWD`: changes the own password. Neither the old nor the new one ever stands in a line.
final class ChangePassword implements Verb {
  @Override
  public Syntax syntax() {
    return new Syntax(
        "PWD",
        "PWD [-f FILE]",
        List.of(new Option("-f", Kind.PATH, "two lines: the old password, the new one")),
        List.of(),
        false);
  }

  @Override
  public Help help() {
    return new Help(
        "change your password",
        List.of("PWD", "PWD -f /run/secrets/passwords"),
        List.of(
            "Asks for the old password and twice for the new one; nothing is shown or kept.",
            "Your other sessions end; this one and those of tokens stay.",
            "In a script the two stand in a file, old first; -f - is the standard input."),
        List.of());
  }

  @Override
  public CompletableFuture<Outcome> run(Invocation call)
      throws Failure, Refusal, LinkFailure, IOException, InterruptedException {
    String file = call.arguments().option("-f").orElse(null);
    Wish wish = file == null ? asked(call) : read(call, file);
    call.session().forum().changePassword(call.session().user(), wish.old, wish.wanted);
    if (wish.wanted.isShort()) {
      call.report().note("(A password of 8 characters or more would be safer.)");
    }
    return CompletableFuture.completedFuture(
        Outcome.of("CHANGED", "The password has been changed", new JsonObject()));
  }

  private record Wish(Password old, Password wanted) {}

  private static Wish asked(Invocation call) throws Failure, InterruptedException {
    Surroundings surroundings = call.surroundings();
    Password old = password(surroundings.secret("Old password: "));
    String wanted = surroundings.secret("New password: ");
    if (!wanted.equals(surroundings.secret("Again: "))) {
      throw new Failure(
          Problem.of(Code.USAGE, "the two are not the same; the password stays as it was")
              .hint("PWD"));
    }
    return new Wish(old, password(wanted));
  }

  private static Wish read(Invocation call, String file) throws Failure, IOException {
    try (InputStream in =
            file.equals("-")
                ? call.surroundings().input()
                : Files.newInputStream(LocalPaths.existing(call, file));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return new Wish(password(line(call, lines)), password(line(call, lines)));
    }
  }

  private static String line(Invocation call, BufferedReader lines) throws Failure, IOException {
    @Nullable String line = lines.readLine();
    if (line == null) {
      throw call.misuse("it needs two lines, the old password and the new one");
    }
    return line;
  }

  private static Password password(String typed) throws Failure {
    try {
      return Password.of(typed);
    } catch (InvalidValue e) {
      throw new Failure(Problem.of(Code.BAD_NAME, String.valueOf(e.getMessage())));
    }
  }

  /// What was written there may be a password, so it is not repeated.
  @Override
  public Problem misused(Misuse misuse) {
    return Problems.misuse(
        this, new Misuse("nothing may stand behind it, least of all a password; it asks"));
  }

  @Override
  public Problem refused(Reply reply, Invocation call) {
    return switch (reply.code()) {
      case AUTH_FAILED ->
          Problem.of(Code.AUTH_FAILED, "That is not your old password; nothing was changed")
              .hint("PWD");
      case AUTH_REQUIRED ->
          Problem.of(Code.AUTH_REQUIRED, "Nothing was changed").because(reply.detail()).hint("PWD");
      default -> Refusals.problem(reply, call);
    };
  }
}
