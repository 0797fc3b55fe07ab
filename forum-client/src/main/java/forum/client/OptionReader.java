package forum.client;

import forum.protocol.seal.Fingerprint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// Reads the command line. The model is built by hand: reading it from annotations would cost the
/// start of the client more than everything else here.
final class OptionReader {
  private static final int DEFAULT_TIMEOUT_SECONDS = 30;
  private static final int PORT_MAX = 65_535;
  private static final List<String> COLORS = List.of("auto", "always", "never");

  private final Map<String, String> environment;

  OptionReader(Map<String, String> environment) {
    this.environment = environment;
  }

  /// All options and parameters.
  static CommandSpec model() {
    CommandSpec model = CommandSpec.create().name("forum-client");
    model.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("HOST [PORT]")
            .index("0..*")
            .arity("0..2")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .build());
    model.addOption(
        OptionSpec.builder("-c", "--command")
            .paramLabel("CMD")
            .arity("1")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .build());
    value(model, "NAME", "-u", "--user");
    value(model, "FILE", "--password-file");
    value(model, "FILE", "--token-file");
    value(model, "FILE", "--invitation-file");
    value(model, "SECONDS", "--timeout");
    value(model, "WHEN", "--color");
    flag(model, "--takeover");
    value(model, "SHA256:...", "--fingerprint");
    flag(model, "--accept-new");
    flag(model, "--insecure-plain");
    flag(model, "--json");
    flag(model, "--echo");
    flag(model, "-e", "--fail-fast");
    flag(model, "-q", "--quiet");
    flag(model, "-v", "--verbose");
    flag(model, "--plain");
    flag(model, "-h", "--help");
    flag(model, "--version");
    return model;
  }

  private static void value(CommandSpec model, String label, String... names) {
    model.addOption(
        OptionSpec.builder(names).paramLabel(label).arity("1").type(String.class).build());
  }

  private static void flag(CommandSpec model, String... names) {
    model.addOption(OptionSpec.builder(names).arity("0").type(boolean.class).build());
  }

  /// Reads them.
  ///
  /// @throws BadOptions when they make no sense
  ClientOptions read(String... args) throws BadOptions {
    try {
      return options(new CommandLine(model()).parseArgs(args));
    } catch (ParameterException e) {
      throw new BadOptions(String.valueOf(e.getMessage()));
    }
  }

  private ClientOptions options(ParseResult given) throws BadOptions {
    List<String> positions =
        given.hasMatchedPositional(0) ? given.matchedPositionalValue(0, List.of()) : List.of();
    if (positions.size() > 2) {
      throw new BadOptions("there is too much: " + positions.get(2));
    }
    Destination destination = destination(positions);
    return new ClientOptions(
        destination.host(),
        destination.port(),
        given.matchedOptionValue("-c", List.of()),
        value(given, "-u").or(() -> variable("FORUM_USER")),
        value(given, "--password-file").or(() -> variable("FORUM_PASSWORD_FILE")),
        tokenFile(given),
        value(given, "--invitation-file"),
        given.hasMatchedOption("--takeover"),
        timeout(value(given, "--timeout")),
        safety(given),
        script(given),
        given.hasMatchedOption("--plain") || isAccessible(),
        color(value(given, "--color").orElse("auto")),
        given.hasMatchedOption("--help"),
        given.hasMatchedOption("--version"));
  }

  /// A secret named on the command line counts more than one from the environment.
  private Optional<String> tokenFile(ParseResult given) throws BadOptions {
    boolean hasPassword = given.hasMatchedOption("--password-file");
    Optional<String> file = value(given, "--token-file");
    if (hasPassword && file.isPresent()) {
      throw new BadOptions("log in with --token-file or with --password-file, not with both");
    }
    return hasPassword ? file : file.or(() -> variable("FORUM_TOKEN_FILE"));
  }

  private static ClientOptions.Safety safety(ParseResult given) throws BadOptions {
    boolean acceptNew = given.hasMatchedOption("--accept-new");
    boolean inTheClear = given.hasMatchedOption("--insecure-plain");
    Optional<String> fingerprint = value(given, "--fingerprint");
    if (inTheClear && (acceptNew || fingerprint.isPresent())) {
      throw new BadOptions("in the clear a server has no key; leave out --insecure-plain");
    }
    return new ClientOptions.Safety(fingerprint(fingerprint), acceptNew, inTheClear);
  }

  private static Optional<Fingerprint> fingerprint(Optional<String> text) throws BadOptions {
    try {
      return text.map(Fingerprint::new);
    } catch (IllegalArgumentException e) {
      throw new BadOptions(String.valueOf(e.getMessage()));
    }
  }

  private static ClientOptions.Script script(ParseResult given) {
    return new ClientOptions.Script(
        given.hasMatchedOption("--json"),
        given.hasMatchedOption("--echo"),
        given.hasMatchedOption("--fail-fast"),
        given.hasMatchedOption("--quiet"),
        given.hasMatchedOption("--verbose"));
  }

  private static Optional<String> value(ParseResult given, String option) {
    return Optional.ofNullable(given.<String>matchedOptionValue(option, null));
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }

  private boolean isAccessible() {
    return variable("ACCESSIBLE").filter(value -> !value.equals("0")).isPresent();
  }

  private Destination destination(List<String> positions) throws BadOptions {
    if (positions.isEmpty()) {
      Optional<String> server = variable("FORUM_SERVER");
      return server.isPresent()
          ? Destination.of(server.get())
          : new Destination(Optional.empty(), Optional.empty());
    }
    Destination destination = Destination.of(positions.getFirst());
    return positions.size() == 1
        ? destination
        : new Destination(destination.host(), Optional.of(port(positions.get(1))));
  }

  /// A port as it is written.
  static int port(String text) throws BadOptions {
    int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
    if (port < 1 || port > PORT_MAX) {
      throw new BadOptions("\"" + text + "\" is no port; a port is a number from 1 to 65535");
    }
    return port;
  }

  private static Duration timeout(Optional<String> text) throws BadOptions {
    if (text.isEmpty()) {
      return Duration.ofSeconds(DEFAULT_TIMEOUT_SECONDS);
    }
    if (!text.get().matches("[0-9]{1,5}(\\.[0-9]{1,3})?") || Double.parseDouble(text.get()) <= 0) {
      throw new BadOptions("\"" + text.get() + "\" is no time; --timeout needs seconds, such as 5");
    }
    return Duration.ofMillis(Math.round(1000 * Double.parseDouble(text.get())));
  }

  private static String color(String text) throws BadOptions {
    if (!COLORS.contains(text)) {
      throw new BadOptions("--color is auto, always or never, not \"" + text + "\"");
    }
    return text;
  }
}
