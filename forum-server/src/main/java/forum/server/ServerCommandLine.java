package forum.server;

import forum.protocol.Limits;
import forum.protocol.Versions;
import forum.server.event.Complaint;
import forum.server.event.Level;
import forum.server.event.LogFormat;
import forum.server.exchange.Registration;
import forum.server.model.Quota;
import forum.server.model.Quotas;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// The server's command line. The model is built by hand, not from annotations, which spares the
/// reflection at every start.
final class ServerCommandLine {
  private static final String PROGRAM = "forum-server";
  private static final String ADMIN = "admin";
  private static final int PORT = 10005;
  private static final Duration LEASE_MIN = Duration.ofSeconds(1);
  private static final Duration LEASE_MAX = Duration.ofDays(365);

  private ServerCommandLine() {}

  /// What the words ask for; a mistake is a value, too.
  static Invocation parse(String... words) {
    if (words.length > 0 && words[0].equals(ADMIN)) {
      return new Invocation.Admin(List.of(words).subList(1, words.length));
    }
    CommandLine commandLine = new CommandLine(spec());
    try {
      ParseResult parsed = commandLine.parseArgs(words);
      if (parsed.isUsageHelpRequested()) {
        return new Invocation.Print(commandLine.getUsageMessage(CommandLine.Help.Ansi.OFF));
      }
      if (parsed.isVersionHelpRequested()) {
        return new Invocation.Print(PROGRAM + " " + Versions.PROGRAM + "\n");
      }
      return new Invocation.Serve(options(parsed));
    } catch (ParameterException e) {
      return new Invocation.Refuse(misread(e));
    } catch (Misuse e) {
      return new Invocation.Refuse(e.complaint());
    }
  }

  /// In our words what the library found.
  private static Complaint misread(ParameterException e) {
    return switch (e) {
      case CommandLine.UnmatchedArgumentException unmatched -> unmatched(unmatched);
      case CommandLine.MissingParameterException missing ->
          new Complaint(
              missing.getMissing().getFirst().paramLabel() + " is missing behind an option",
              "",
              PROGRAM + " --help");
      default -> new Complaint(String.valueOf(e.getMessage()), "", PROGRAM + " --help");
    };
  }

  private static Complaint unmatched(CommandLine.UnmatchedArgumentException e) {
    String word = e.getUnmatched().getFirst();
    if (!word.startsWith("-")) {
      return new Complaint("only one PORT is possible, found also " + word, "", PROGRAM + " 10005");
    }
    List<String> near = e.getSuggestions();
    String hint = near.isEmpty() ? "" : " (did you mean " + near.getFirst() + "?)";
    return new Complaint("unknown option " + word + hint, "", PROGRAM + " --help");
  }

  private static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name(PROGRAM);
    spec.usageMessage()
        .width(80)
        .customSynopsis("Usage: " + PROGRAM + " [PORT] [OPTION]...")
        .synopsisHeading("")
        .description("Serves a forum: commands over UDP, files over TCP, both under PORT.")
        .sortOptions(false)
        .footer(
            "  forum-server                           try it out on this computer",
            "  forum-server 10005 --data /srv/forum   a forum of your own",
            "  forum-server admin --help              backup, restore, check");
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .arity("0..1")
            .paramLabel("PORT")
            .type(String.class)
            .description("1024 to 65535 [" + PORT + "]")
            .build());
    option(spec, "--data", "DIR", "folder everything is kept in [the current one]");
    option(spec, "--bind", "ADDRESS", "where to listen; 0.0.0.0 is everywhere [127.0.0.1]");
    flag(spec, "--exact-port", "fail when PORT is busy instead of taking the next");
    flag(spec, "--plain", "let other computers in without encryption");
    option(spec, "--cert", "FILE", "a CA's certificate, PEM; --key FILE [in it] its key");
    spec.addOption(OptionSpec.builder("--key").arity("1").type(String.class).hidden(true).build());
    flag(spec, "--fresh", "begin anew; --force moves the forum in DIR aside");
    spec.addOption(
        OptionSpec.builder("--force").arity("0").type(boolean.class).hidden(true).build());
    option(spec, "--sessions-per-user", "N", "how often a user may be logged in [1]");
    option(spec, "--registration", "WHO", "open, invite or closed; --closed: no hint of names");
    spec.addOption(
        OptionSpec.builder("--closed").arity("0").type(boolean.class).hidden(true).build());
    option(spec, "--lease", "TIME", "end a session silent for 30m, 24h, 7d ... [24h]");
    option(spec, "--file-limit", "SIZE", "largest attachment [4G]; --quota NAME=N other limits");
    spec.addOption(
        OptionSpec.builder("--quota")
            .arity("1")
            .paramLabel("NAME=N")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .hidden(true)
            .build());
    option(spec, "--disk-reserve", "SIZE", "leave so much of the disk free [64M]");
    option(spec, "--log-file", "FILE", "event log [DIR/forum-data/log/forum-server.log]");
    option(spec, "--log-format", "FORMAT", "text or json [text]");
    option(spec, "--log-level", "LEVEL", "error, warn, info or debug [info]");
    flag(spec, "--no-console", "say only the port and what is wrong");
    spec.addOption(help("--version").versionHelp(true).description("show the version").build());
    spec.addOption(help("--help", "-h").usageHelp(true).description("show this").build());
    return spec;
  }

  private static OptionSpec.Builder help(String name, String... others) {
    return OptionSpec.builder(name, others).arity("0");
  }

  private static void option(CommandSpec spec, String name, String label, String description) {
    spec.addOption(
        OptionSpec.builder(name)
            .arity("1")
            .paramLabel(label)
            .type(String.class)
            .description(description)
            .build());
  }

  private static void flag(CommandSpec spec, String name, String description) {
    spec.addOption(
        OptionSpec.builder(name).arity("0").type(boolean.class).description(description).build());
  }

  private static ServerOptions options(ParseResult parsed) throws Misuse {
    Path data = path("--data", text(parsed, "--data", "."));
    boolean fresh = parsed.hasMatchedOption("--fresh");
    if (parsed.hasMatchedOption("--force") && !fresh) {
      throw Misuse.of("--force makes no sense without --fresh", "--fresh --force");
    }
    return new ServerOptions(
        endpoint(parsed),
        identity(parsed),
        new ServerOptions.Folder(data, fresh, parsed.hasMatchedOption("--force")),
        visits(parsed),
        sizes(parsed),
        reports(parsed, data));
  }

  private static ServerOptions.Endpoint endpoint(ParseResult parsed) throws Misuse {
    String port = parsed.matchedPositionalValue(0, String.valueOf(PORT));
    long number =
        amount(
            Amounts.number(port, 1024, 65535),
            port,
            "PORT is a number from 1024 to 65535",
            String.valueOf(PORT));
    return new ServerOptions.Endpoint(
        address(text(parsed, "--bind", "127.0.0.1")),
        (int) number,
        parsed.hasMatchedOption("--exact-port"),
        parsed.hasMatchedOption("--plain"));
  }

  private static ServerOptions.Identity identity(ParseResult parsed) throws Misuse {
    if (parsed.hasMatchedOption("--key") && !parsed.hasMatchedOption("--cert")) {
      throw Misuse.of("--key makes no sense without --cert", "--cert FILE --key FILE");
    }
    return new ServerOptions.Identity(file(parsed, "--cert"), file(parsed, "--key"));
  }

  private static Optional<Path> file(ParseResult parsed, String name) throws Misuse {
    return parsed.hasMatchedOption(name)
        ? Optional.of(path(name, text(parsed, name, "")))
        : Optional.empty();
  }

  private static ServerOptions.Visits visits(ParseResult parsed) throws Misuse {
    String sessions = text(parsed, "--sessions-per-user", "1");
    long perUser =
        amount(
            Amounts.number(sessions, 1, 1000),
            sessions,
            "--sessions-per-user needs a number from 1 to 1000",
            "--sessions-per-user 2");
    String lease = text(parsed, "--lease", "24h");
    long seconds =
        amount(
            Amounts.seconds(lease, LEASE_MIN, LEASE_MAX),
            lease,
            "--lease needs a time from 1s to 365d, such as 30m or 24h",
            "--lease 24h");
    return new ServerOptions.Visits(
        (int) perUser, Duration.ofSeconds(seconds), registration(parsed));
  }

  private static Registration registration(ParseResult parsed) throws Misuse {
    boolean hides = parsed.hasMatchedOption("--closed");
    String who = text(parsed, "--registration", hides ? "closed" : "open");
    Registration found =
        oneOf(
            "--registration",
            who,
            new Registration[] {Registration.OPEN, Registration.INVITE, Registration.CLOSED});
    if (hides && found != Registration.CLOSED) {
      throw Misuse.of("--closed makes no sense with --registration " + who, "--closed");
    }
    return hides ? Registration.HIDDEN : found;
  }

  private static ServerOptions.Sizes sizes(ParseResult parsed) throws Misuse {
    return new ServerOptions.Sizes(quotas(parsed), size(parsed, "--disk-reserve", "64M", 1L << 40));
  }

  private static Quotas quotas(ParseResult parsed) throws Misuse {
    Quotas quotas = Quotas.USUAL;
    if (parsed.hasMatchedOption("--file-limit")) {
      long most = size(parsed, "--file-limit", "4G", Limits.FILE_BYTES);
      quotas = quotas.with(Quota.BYTES_PER_FILE, most);
    }
    for (String word : parsed.matchedOptionValue("--quota", List.<String>of())) {
      quotas = QuotaWord.read(word, quotas);
    }
    return quotas;
  }

  private static long size(ParseResult parsed, String name, String otherwise, long most)
      throws Misuse {
    String text = text(parsed, name, otherwise);
    String expected = name + " needs a size up to " + (most >> 30) + "G, such as 64M";
    return amount(Amounts.bytes(text, 0, most), text, expected, name + " 64M");
  }

  private static ServerOptions.Reports reports(ParseResult parsed, Path data) throws Misuse {
    String file = text(parsed, "--log-file", data + "/forum-data/log/forum-server.log");
    return new ServerOptions.Reports(
        path("--log-file", file),
        oneOf("--log-format", text(parsed, "--log-format", "text"), LogFormat.values()),
        oneOf("--log-level", text(parsed, "--log-level", "info"), Level.values()),
        parsed.hasMatchedOption("--no-console"));
  }

  private static String text(ParseResult parsed, String name, String otherwise) throws Misuse {
    String text = parsed.matchedOptionValue(name, otherwise);
    if (text.isEmpty()) {
      throw Misuse.of(name + " needs a value", "--help");
    }
    return text;
  }

  /// `expected` says what would be right, `example` is a command line that is.
  private static long amount(OptionalLong amount, String found, String expected, String example)
      throws Misuse {
    if (amount.isEmpty()) {
      throw Misuse.of(expected + ", found \"" + found + "\"", example);
    }
    return amount.getAsLong();
  }

  private static Path path(String name, String text) throws Misuse {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw Misuse.of(name + " is no path: " + text, "--help");
    }
  }

  private static InetAddress address(String text) throws Misuse {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw Misuse.of("--bind: there is no address \"" + text + "\"", "--bind 0.0.0.0");
    }
  }

  private static <E extends Enum<E>> E oneOf(String name, String text, E[] values) throws Misuse {
    E found = find(text, values);
    if (found == null) {
      String all = String.join(", ", names(values));
      throw Misuse.of(
          name + " needs one of " + all + "; found \"" + text + "\"",
          name + " " + names(values)[0]);
    }
    return found;
  }

  private static <E extends Enum<E>> @Nullable E find(String text, E[] values) {
    for (E value : values) {
      if (value.name().equalsIgnoreCase(text)) {
        return value;
      }
    }
    return null;
  }

  private static <E extends Enum<E>> String[] names(E[] values) {
    String[] names = new String[values.length];
    for (int i = 0; i < values.length; i++) {
      names[i] = values[i].name().toLowerCase(Locale.ROOT);
    }
    return names;
  }
}
