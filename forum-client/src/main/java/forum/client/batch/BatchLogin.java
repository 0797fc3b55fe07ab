package forum.client.batch;

import forum.client.library.Await;
import forum.client.library.Connection;
import forum.client.library.Contact.Met;
import forum.client.library.Entrance;
import forum.client.library.Refusal;
import forum.client.line.Quoting;
import forum.client.link.LinkFailure;
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
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/// Logs a script in, once: there is nobody who could correct a password.
final class BatchLogin {
  private final Identity identity;
  private final ByteLines input;
  private final Questions dialogue;
  private final Supplier<Questions> terminal;
  private final Messages messages;

  /// Without a name everything is asked by `dialogue`; with a name but no secret, `terminal` is
  /// asked for the secret.
  BatchLogin(
      Identity identity,
      ByteLines input,
      Questions dialogue,
      Supplier<Questions> terminal,
      Messages messages) {
    this.identity = identity;
    this.input = input;
    this.dialogue = dialogue;
    this.terminal = terminal;
    this.messages = messages;
  }

  /// Logs in.
  ///
  /// @return as whom
  UserName run(Connection connection) throws Failure {
    meet(connection);
    if (identity.tokenFile() != null) {
      return enter(connection, identity.tokenFile());
    }
    String name = identity.user();
    UserName user = user(name == null ? dialogue.ask("Enter username: ") : name);
    try {
      Entrance.Step step = Await.result(connection.entrance().begin(user, identity.takeover()));
      if (step.fresh()) {
        messages.remark("New user " + user);
      }
      if (step.asksForInvitation()) {
        String invitation = invitation();
        Await.result(step.finish(password(true), invitation));
      } else {
        Await.result(step.finish(password(step.fresh())));
      }
    } catch (Refusal | LinkFailure | InterruptedException e) {
      throw new Failure(LoginProblems.of(e, user, connection));
    }
    if (name == null) {
      messages.remark("Welcome to the forum");
    }
    return user;
  }

  private UserName enter(Connection connection, String file) throws Failure {
    AccessToken token = token(firstLine(file), file);
    if (identity.user() != null && !identity.user().equals(token.user().text())) {
      throw new Failure(
          LoginProblems.required("the token in " + file + " is not of " + identity.user()));
    }
    try {
      Await.result(connection.entrance().enter(token, identity.takeover()));
      return token.user();
    } catch (Refusal refusal) {
      throw new Failure(LoginProblems.ofToken(refusal.reply(), token.user()));
    } catch (LinkFailure | InterruptedException e) {
      throw new Failure(LoginProblems.of(e, token.user(), connection));
    }
  }

  private static AccessToken token(String text, String file) throws Failure {
    try {
      return AccessToken.of(text.strip());
    } catch (InvalidValue e) {
      throw new Failure(LoginProblems.noToken(file, String.valueOf(e.getMessage())));
    }
  }

  private void meet(Connection connection) throws Failure {
    try {
      switch (Await.result(connection.contact().meet())) {
        case Met.Known _ -> {}
        case Met.Unprotected _ -> messages.remark(ContactProblems.UNPROTECTED);
        case Met.New met when met.welcome() -> accept(connection, met);
        case Met.New met -> throw new Failure(ContactProblems.unknown(connection.server(), met));
        case Met.Changed met ->
            throw new Failure(ContactProblems.changed(connection.server(), met));
        case Met.Wrong met -> throw new Failure(ContactProblems.wrong(connection.server(), met));
      }
    } catch (Refusal e) {
      throw new IllegalStateException(e);
    } catch (LinkFailure e) {
      throw new Failure(LoginProblems.of(e, connection));
    } catch (InterruptedException e) {
      throw new Failure(Problem.of(LocalCode.INTERRUPTED, "interrupted"));
    }
  }

  /// Said when it is remembered: without a folder for that it would be said each time.
  private void accept(Connection connection, Met.New met) {
    try {
      connection.contact().accept();
      messages.remark("New server " + connection.server() + ", key " + met.fingerprint());
    } catch (IOException e) {
      messages.remark("The server's key cannot be remembered: " + e.getMessage());
    }
  }

  private static UserName user(String name) throws Failure {
    try {
      return new UserName(name);
    } catch (InvalidValue e) {
      throw new Failure(Problem.of(Code.BAD_NAME, String.valueOf(e.getMessage())));
    }
  }

  private Password password(boolean fresh) throws Failure {
    try {
      return Password.of(secret(fresh ? "New user, enter password: " : "Enter password: "));
    } catch (InvalidValue e) {
      throw new Failure(LoginProblems.required(String.valueOf(e.getMessage())));
    }
  }

  private String invitation() throws Failure {
    String file = identity.invitationFile();
    if (file != null) {
      return firstLine(file);
    }
    if (identity.user() != null) {
      throw new Failure(
          LoginProblems.required("a new account takes an invitation here")
              .hint("forum-client --invitation-file FILE"));
    }
    return dialogue.ask("Invitation: ");
  }

  private String secret(String prompt) throws Failure {
    String file = identity.passwordFile();
    if (file != null) {
      return firstLine(file);
    }
    return (identity.user() == null ? dialogue : terminal.get()).askSecret(prompt);
  }

  private String firstLine(String file) throws Failure {
    try (InputStream opened = file.equals("-") ? null : Files.newInputStream(Path.of(file))) {
      ByteLines lines = opened == null ? input : new ByteLines(opened);
      ByteLines.Line line = lines.next();
      if (line == null || line.fault() != null) {
        throw new Failure(LoginProblems.required("nothing of use in " + file));
      }
      return line.text();
    } catch (IOException e) {
      throw new Failure(
          Problem.of(LocalCode.LOCAL_FILE, "local: " + Quoting.quoted(file) + " cannot be read"));
    }
  }
}
