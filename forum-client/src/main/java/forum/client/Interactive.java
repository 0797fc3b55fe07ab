package forum.client;

import forum.client.link.ServerLink;
import forum.client.shell.Caller;
import forum.client.shell.Shell;
import forum.client.shell.StateFolder;
import forum.client.verb.Failure;
import forum.client.verb.LocalCode;
import forum.client.verb.LoginProblems;
import forum.client.verb.Problem;
import forum.machine.Ticker;
import forum.protocol.Code;
import forum.protocol.InvalidValue;
import forum.protocol.login.AccessToken;
import forum.protocol.login.Password;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// A person at a terminal. Apart from `Main`, so that a script does not load the terminal library.
final class Interactive {
  private static final String DEFAULT_HOST = "127.0.0.1";
  private static final String DEFAULT_PORT = "10005";
  private static final int LEFT = 0;

  private Interactive() {}

  static int run(ClientOptions options, Map<String, String> environment)
      throws Failure, IOException {
    Ticker ticker = Ticker.system();
    Caller caller =
        new Caller(
            options.user().orElse(""),
            password(options),
            token(options),
            invitation(options),
            options.takeover());
    try (Shell shell = Shell.open(options.plain(), options.color(), environment, ticker)) {
      Optional<Path> known = StateFolder.of(environment).map(StateFolder::knownServers);
      return run(options, shell, caller, new Dialler(options.safety(), known, ticker));
    }
  }

  private static int run(ClientOptions options, Shell shell, Caller caller, Dialler dialler)
      throws Failure {
    Optional<String> host =
        options.host().isPresent() ? options.host() : shell.ask("Server", DEFAULT_HOST);
    if (host.isEmpty()) {
      return LEFT;
    }
    Optional<Integer> port = options.port().isPresent() ? options.port() : port(shell);
    if (port.isEmpty()) {
      return LEFT;
    }
    ServerLink.Options link =
        new ServerLink.Options(options.timeout(), true, shell::onNotice, shell::onSettled);
    try (Dialler.Line line = dialler.dial(host.get(), port.get(), link)) {
      return shell.run(line.connection(), caller);
    }
  }

  private static Optional<Integer> port(Shell shell) {
    while (true) {
      Optional<String> answer = shell.ask("Port", DEFAULT_PORT);
      if (answer.isEmpty()) {
        return Optional.empty();
      }
      try {
        return Optional.of(OptionReader.port(answer.get()));
      } catch (BadOptions e) {
        shell.say(Problem.of(Code.USAGE, String.valueOf(e.getMessage())));
      }
    }
  }

  private static Optional<Password> password(ClientOptions options) throws Failure {
    if (options.passwordFile().isEmpty() || options.passwordFile().get().equals("-")) {
      return Optional.empty();
    }
    return Optional.of(secret(options.passwordFile().get(), Password::of));
  }

  private static Optional<AccessToken> token(ClientOptions options) throws Failure {
    if (options.tokenFile().isEmpty()) {
      return Optional.empty();
    }
    String file = options.tokenFile().get();
    AccessToken token = secret(file, text -> AccessToken.of(text.strip()));
    if (options.user().filter(user -> !user.equals(token.user().text())).isPresent()) {
      throw new Failure(
          LoginProblems.noToken(
              file, "it is one of " + token.user() + ", not of the user asked for"));
    }
    return Optional.of(token);
  }

  private static Optional<String> invitation(ClientOptions options) throws Failure {
    return options.invitationFile().isEmpty()
        ? Optional.empty()
        : Optional.of(secret(options.invitationFile().get(), String::strip));
  }

  private static <T> T secret(String file, Function<String, T> type) throws Failure {
    try {
      String text = Files.readString(Path.of(file), StandardCharsets.UTF_8);
      return type.apply(text.lines().findFirst().orElse(""));
    } catch (IOException | InvalidValue e) {
      throw new Failure(
          Problem.of(LocalCode.LOCAL_FILE, "local: no secret in " + file)
              .because(String.valueOf(e.getMessage())));
    }
  }
}
