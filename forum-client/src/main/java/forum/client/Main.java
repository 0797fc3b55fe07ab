package forum.client;

import forum.client.batch.Batch;
import forum.client.batch.BatchOptions;
import forum.client.batch.Identity;
import forum.client.batch.Messages;
import forum.client.batch.Streams;
import forum.client.link.ServerLink;
import forum.client.shell.StateFolder;
import forum.client.verb.Failure;
import forum.client.verb.Problem;
import forum.machine.Ticker;
import forum.protocol.Code;
import forum.protocol.Versions;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// Starts the forum's client: looks at what was asked for, and loads only what that needs.
public final class Main {
  private static final String DEFAULT_HOST = "127.0.0.1";
  private static final int DEFAULT_PORT = 10_005;

  private final Map<String, String> environment;
  private final InputStream in;
  private final OutputStream out;
  private final PrintStream err;

  private Main(Map<String, String> environment) {
    this.environment = environment;
    this.in = new FileInputStream(FileDescriptor.in);
    this.out = new FileOutputStream(FileDescriptor.out);
    this.err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
  }

  /// Runs the client and ends the process with its exit status.
  public static void main(String[] args) {
    System.exit(new Main(System.getenv()).run(args));
  }

  private int run(String[] args) {
    try {
      ArgumentBytes.require(List.of(args));
      ClientOptions options = new OptionReader(environment).read(args);
      if (options.help()) {
        return say(Usage.TEXT);
      }
      if (options.version()) {
        return say("forum-client " + Versions.PROGRAM + " (protocol " + Versions.WIRE + ")\n");
      }
      return run(options);
    } catch (BadOptions e) {
      Problem problem =
          Problem.of(Code.USAGE, String.valueOf(e.getMessage())).hint("forum-client --help");
      return refused(problem);
    } catch (Failure e) {
      return refused(e.problem());
    } catch (IOException e) {
      return refused(Problem.of(Code.INTERNAL, "local: " + e.getMessage()));
    }
  }

  private int say(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    return 0;
  }

  private int refused(Problem problem) {
    new Messages(err, false).beforeAnything(problem);
    return problem.exit();
  }

  private int run(ClientOptions options) throws Failure, IOException {
    boolean typed = StandardStreams.isTerminal(0);
    boolean scripted = !options.commands().isEmpty() || !typed || !StandardStreams.isTerminal(1);
    return scripted ? batch(options, typed) : Interactive.run(options, environment);
  }

  private int batch(ClientOptions options, boolean typed) throws Failure {
    ClientOptions.Script script = options.script();
    BatchOptions batchOptions =
        new BatchOptions(
            script.json(), script.echo(), script.failFast(), script.quiet(), script.verbose());
    Identity identity =
        new Identity(
            options.user().orElse(null),
            options.passwordFile().orElse(null),
            options.tokenFile().orElse(null),
            options.invitationFile().orElse(null),
            options.takeover());
    Batch batch =
        new Batch(
            batchOptions,
            identity,
            options.commands(),
            new Streams(in, typed, out, err, StandardStreams.isTerminal(2)));
    ServerLink.Options link =
        new ServerLink.Options(options.timeout(), false, notice -> {}, (request, answer) -> {});
    Dialler dialler =
        new Dialler(
            options.safety(),
            StateFolder.of(environment).map(StateFolder::knownServers),
            Ticker.system());
    try (Dialler.Line line =
        dialler.dial(
            options.host().orElse(DEFAULT_HOST), options.port().orElse(DEFAULT_PORT), link)) {
      return batch.run(line.connection());
    }
  }
}
