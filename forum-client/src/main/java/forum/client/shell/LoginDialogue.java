package forum.client.shell;

import forum.client.library.Await;
import forum.client.library.Connection;
import forum.client.library.Contact.Met;
import forum.client.library.Entrance;
import forum.client.library.Refusal;
import forum.client.link.LinkFailure;
import forum.client.link.ServerLink.Welcome;
import forum.client.terminal.LineInput;
import forum.client.terminal.Printer;
import forum.client.terminal.Typed;
import forum.client.text.Line;
import forum.client.verb.ContactProblems;
import forum.client.verb.Failure;
import forum.client.verb.LocalCode;
import forum.client.verb.LoginProblems;
import forum.client.verb.Problem;
import forum.protocol.Code;
import forum.protocol.InvalidValue;
import forum.protocol.UserName;
import forum.protocol.login.AccessToken;
import forum.protocol.login.Password;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// The classic dialogue: name, password, and back to the name when either is not right. Used by the
/// thread that reads what is typed.
final class LoginDialogue {
  private final Printer printer;
  private final LineInput input;
  private final Waiting waiting;
  private final Connection connection;
  private final boolean takeover;
  private final Optional<AccessToken> token;
  private Optional<Password> given;
  private Optional<String> invitation;

  LoginDialogue(
      Printer printer, LineInput input, Waiting waiting, Connection connection, Caller caller) {
    this.printer = printer;
    this.input = input;
    this.waiting = waiting;
    this.connection = connection;
    this.takeover = caller.takeover();
    this.given = caller.password();
    this.invitation = caller.invitation();
    this.token = caller.token();
  }

  /// Asks until somebody is logged in.
  ///
  /// @param first the name to begin with, empty to ask for it
  /// @throws Failure when it makes no sense to go on: no server, another version, the user gave up
  Welcome run(String first) throws Failure {
    meet();
    if (token.isPresent()) {
      return enter(token.get());
    }
    String name = first;
    while (true) {
      try {
        UserName user = new UserName(name.isEmpty() ? ask("Enter username: ") : name);
        return login(user);
      } catch (InvalidValue e) {
        printer.print(Line.of(String.valueOf(e.getMessage())));
      } catch (Again _) {
        // Said already; back to the name.
      }
      name = "";
    }
  }

  private Welcome enter(AccessToken token) throws Failure {
    try {
      return wait(connection.entrance().enter(token, takeover));
    } catch (Refusal refusal) {
      throw new Failure(LoginProblems.ofToken(refusal.reply(), token.user()));
    } catch (LinkFailure failure) {
      throw new Failure(LoginProblems.of(failure, connection));
    }
  }

  private void meet() throws Failure {
    try {
      switch (wait(connection.contact().meet())) {
        case Met.Known _ -> {}
        case Met.Unprotected _ -> printer.print(Line.of(ContactProblems.UNPROTECTED));
        case Met.New met -> introduce(met);
        case Met.Changed met ->
            throw new Failure(ContactProblems.changed(connection.server(), met));
        case Met.Wrong met -> throw new Failure(ContactProblems.wrong(connection.server(), met));
      }
    } catch (Refusal refusal) {
      throw new IllegalStateException(refusal);
    } catch (LinkFailure failure) {
      throw new Failure(LoginProblems.of(failure, connection));
    }
  }

  private void introduce(Met.New met) throws Failure {
    printer.print(Line.of("The server " + connection.server() + " is not known here. Its key is"));
    printer.print(Line.of("  " + met.fingerprint()));
    printer.print(Line.of("The server prints its own at its start; the two should be the same."));
    String answer = "";
    while (!answer.equals("yes") && !answer.equals(met.fingerprint())) {
      answer = ask("Is it the right one? (yes/no) ");
      if (answer.equals("no")) {
        throw new Failure(ContactProblems.declined(connection.server()));
      }
    }
    try {
      connection.contact().accept();
    } catch (IOException e) {
      printer.print(Line.of("(It cannot be remembered: " + e.getMessage() + ")"));
    }
  }

  /// The name has to be asked for again.
  private static final class Again extends Exception {
    private static final long serialVersionUID = 1;
  }

  private Welcome login(UserName user) throws Failure, Again {
    try {
      Entrance.Step step = wait(connection.entrance().begin(user, takeover));
      String invitation = step.asksForInvitation() ? invited() : "";
      Password password = password(step.fresh());
      Welcome welcome = wait(step.finish(password, invitation));
      if (step.fresh() && password.isShort()) {
        printer.print(Line.of("(A password of 8 characters or more would be safer.)"));
      }
      return welcome;
    } catch (Refusal refusal) {
      throw refused(LoginProblems.of(refusal.reply(), user));
    } catch (LinkFailure failure) {
      throw new Failure(LoginProblems.of(failure, connection));
    }
  }

  private Again refused(Problem problem) throws Failure {
    boolean another =
        problem.code().equals(Code.AUTH_FAILED.name())
            || problem.code().equals(Code.ALREADY_ON_LINE.name())
            || problem.code().equals(Code.INVITATION_REQUIRED.name())
            || problem.code().equals(Code.BUSY.name());
    if (!another) {
      throw new Failure(problem);
    }
    printer.print(Line.of(problem.what()));
    if (problem.why() != null) {
      printer.print(Line.of("  why:  " + problem.why()));
    }
    if (problem.hint() != null) {
      printer.print(Line.of("  try:  " + problem.hint()));
    }
    return new Again();
  }

  /// The one that was given is tried once.
  private String invited() throws Failure {
    String code = invitation.orElse("");
    invitation = Optional.empty();
    return code.isEmpty() ? ask("New user, enter invitation: ") : code;
  }

  /// The one that was given is tried once.
  private Password password(boolean fresh) throws Failure {
    if (given.isPresent()) {
      Password password = given.get();
      given = Optional.empty();
      return password;
    }
    return fresh ? newPassword() : Password.of(secret("Enter password: "));
  }

  private Password newPassword() throws Failure {
    while (true) {
      String password = secret("New user, enter password: ");
      if (password.equals(secret("Again: "))) {
        return Password.of(password);
      }
      printer.print(Line.of("The two are not the same."));
    }
  }

  private <T> T wait(CompletableFuture<T> future) throws Failure, Refusal, LinkFailure {
    if (waiting.until(future, true) == Waiting.End.INTERRUPTED) {
      throw givenUp();
    }
    try {
      return Await.result(future);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw givenUp();
    }
  }

  private static Failure givenUp() {
    return new Failure(Problem.of(LocalCode.INTERRUPTED, "not logged in"));
  }

  private String ask(String prompt) throws Failure {
    return text(input.answer(prompt)).strip();
  }

  private String secret(String prompt) throws Failure {
    return text(input.secret(prompt));
  }

  private static String text(Typed typed) throws Failure {
    if (typed instanceof Typed.Text(var text)) {
      return text;
    }
    throw givenUp();
  }
}
