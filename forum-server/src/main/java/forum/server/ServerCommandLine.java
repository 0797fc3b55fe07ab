package forum.server;

import forum.protocol.Limits;
import forum.protocol.Versions;
import forum.server.event.Level;
import forum.server.event.LogFormat;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads the server's command line, as [ServerHelp] describes it.
///
/// By hand, because loading a library for it takes longer than the rest of the start together.
final class ServerCommandLine {
  private static final long RESERVE_BYTES_MAX = 1L << 40;
  private final Words words;
  private int port = 10005;
  private boolean portGiven;
  private String bind = "127.0.0.1";
  private boolean exactPort;
  private boolean plain;
  private Path data = Path.of(".");
  private boolean fresh;
  private boolean force;
  private int sessionsPerUser = 1;
  private Duration lease = Duration.ofDays(1);
  private long fileBytes = Limits.FILE_BYTES;
  private long reserveBytes = 64 << 20;
  private @Nullable Path logFile;
  private LogFormat logFormat = LogFormat.TEXT;
  private Level logLevel = Level.INFO;
  private boolean briefConsole;

  private ServerCommandLine(Words words) {
    this.words = words;
  }

  static Invocation parse(String... arguments) {
    List<String> all = List.of(arguments);
    if (all.contains("--help") || all.contains("-h")) {
      return new Invocation.Print(ServerHelp.TEXT);
    }
    if (all.contains("--version")) {
      return new Invocation.Print("forum-server " + Versions.PROGRAM + "\n");
    }
    try {
      return new Invocation.Serve(new ServerCommandLine(new Words(all)).read());
    } catch (Misuse e) {
      return new Invocation.Refuse(e.complaint());
    }
  }

  private ServerOptions read() throws Misuse {
    while (!words.isEmpty()) {
      String word = words.next();
      if (word.startsWith("-")) {
        takeOption(word);
        words.requireNoValue(word);
      } else {
        takePort(word);
      }
    }
    if (force && !fresh) {
      throw Misuse.of("--force makes no sense without --fresh", port + " --fresh --force");
    }
    return options();
  }

  private ServerOptions options() throws Misuse {
    Path log = logFile == null ? data.resolve("forum-data/log/forum-server.log") : logFile;
    return new ServerOptions(
        new ServerOptions.Endpoint(address(), port, exactPort, plain),
        new ServerOptions.Folder(data, fresh, force),
        new ServerOptions.Visits(sessionsPerUser, lease),
        new ServerOptions.Sizes(fileBytes, reserveBytes),
        new ServerOptions.Reports(log, logFormat, logLevel, briefConsole));
  }

  private void takeOption(String name) throws Misuse {
    switch (name) {
      case "--data" -> data = path(name, "/srv/forum");
      case "--bind" -> bind = words.value(name, "0.0.0.0");
      case "--exact-port" -> exactPort = true;
      case "--plain" -> plain = true;
      case "--fresh" -> fresh = true;
      case "--force" -> force = true;
      case "--sessions-per-user" -> sessionsPerUser = sessions(name);
      case "--lease" -> lease = lease(name);
      case "--file-limit" -> fileBytes = bytes(name, Limits.FILE_BYTES, "4G");
      case "--disk-reserve" -> reserveBytes = bytes(name, RESERVE_BYTES_MAX, "1024G");
      case "--log-file" -> logFile = path(name, "/var/log/forum-server.log");
      case "--log-format" -> logFormat = choice(name, LogFormat.values());
      case "--log-level" -> logLevel = choice(name, Level.values());
      case "--no-console" -> briefConsole = true;
      default -> throw unknown(name);
    }
  }

  private static Misuse unknown(String name) {
    return ServerHelp.nearest(name)
        .map(it -> Misuse.of("unknown option " + name + " (did you mean " + it + "?)", "--help"))
        .orElseGet(() -> Misuse.of("unknown option " + name, "--help"));
  }

  private void takePort(String word) throws Misuse {
    if (portGiven) {
      throw Misuse.of("only one PORT is possible, found " + port + " and " + word, "" + port);
    }
    OptionalLong number = Amounts.number(word, 1024, 65535);
    port = (int) found(number, "PORT is a number from 1024 to 65535", word, "10005");
    portGiven = true;
  }

  private int sessions(String name) throws Misuse {
    String word = words.value(name, "2");
    OptionalLong number = Amounts.number(word, 1, 1000);
    return (int) found(number, name + " needs a number from 1 to 1000", word, name + " 2");
  }

  private Duration lease(String name) throws Misuse {
    String word = words.value(name, "24h");
    OptionalLong seconds = Amounts.seconds(word, Duration.ofSeconds(1), Duration.ofDays(365));
    String expected = name + " needs a time from 1s to 365d, such as 30m or 24h";
    return Duration.ofSeconds(found(seconds, expected, word, name + " 24h"));
  }

  private long bytes(String name, long max, String shownMax) throws Misuse {
    String word = words.value(name, "64M");
    OptionalLong bytes = Amounts.bytes(word, 0, max);
    String expected = name + " needs a size up to " + shownMax + ", such as 64M";
    return found(bytes, expected, word, name + " 64M");
  }

  private static long found(OptionalLong amount, String expected, String word, String example)
      throws Misuse {
    return amount.orElseThrow(() -> Misuse.of(expected + ", found \"" + word + "\"", example));
  }

  private <T> T choice(String name, T[] choices) throws Misuse {
    String word = words.value(name, choices[0].toString());
    for (T choice : choices) {
      if (choice.toString().equalsIgnoreCase(word)) {
        return choice;
      }
    }
    String all = Arrays.stream(choices).map(Object::toString).collect(Collectors.joining(", "));
    throw Misuse.of(
        name + " needs one of " + all + "; found \"" + word + "\"", name + " " + choices[0]);
  }

  private Path path(String name, String example) throws Misuse {
    String word = words.value(name, example);
    try {
      return Path.of(word);
    } catch (InvalidPathException e) {
      throw Misuse.of(name + " needs a path, found \"" + word + "\"", name + " " + example);
    }
  }

  private InetAddress address() throws Misuse {
    try {
      return InetAddress.getByName(bind);
    } catch (UnknownHostException e) {
      throw Misuse.of("--bind: there is no address \"" + bind + "\"", port + " --bind 0.0.0.0");
    }
  }
}
